import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ProblemError, asProblem, passes, pause } from '../api/problem';
import { Shell } from './Shell';
import { useTranslation } from '../i18n';
import { useAccount } from './useAccount';

/** How often an answer that never came, or was put off, is asked for again. */
const RETRIES = 2;
const FRESH_MS = 15_000;

const newQueries = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        // A refusal stays one; only an answer that never came, or was put off, is asked for again.
        retry: (count, error) => count < RETRIES && error instanceof ProblemError && passes(error),
        retryDelay: (count, error) => pause(asProblem(error), count),
      },
    },
  });

/** Everything behind the sign-in. What one person has read is not the next one's to see. */
export function Inside({ children }: { children: ReactNode }) {
  const { id } = useAccount();
  // Signed out a moment ago: the router is on its way to the sign-in.
  if (id === '') return null;
  return <Reading key={id}>{children}</Reading>;
}

function Reading({ children }: { children: ReactNode }) {
  const [queries] = useState(newQueries);
  const { language } = useTranslation();
  const spoken = useRef(language);
  useEffect(() => {
    if (spoken.current === language) return;
    spoken.current = language;
    // Sentences that the functions wrote are read again in the other language.
    void queries.invalidateQueries();
  }, [queries, language]);
  useEffect(() => {
    // What somebody else began here and left behind is deleted when the vault is opened.
    void import('../drafts/current').then(({ unsentDrafts }) => unsentDrafts()).catch(() => undefined);
  }, []);
  return (
    <QueryClientProvider client={queries}>
      <Shell>{children}</Shell>
    </QueryClientProvider>
  );
}
