import './ui/base.css';
import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { StrictMode } from 'react';
import { session } from './api/current';
import { loadTexts, startLanguages } from './i18n';
import NotFoundPage from './pages/public/NotFoundPage';
import { paths } from './paths';
import { routes } from './routes';
import { browserBar } from './routing/addressBar';
import { Pages } from './routing/Pages';
import { Router } from './routing/router';
import { theme } from './ui/theme';

const router = new Router(routes, NotFoundPage, {
  bar: browserBar(),
  texts: loadTexts,
  pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});

let known = session.state().account?.id;
session.subscribe(() => {
  const { account, ended } = session.state();
  const over = known !== undefined && account === null;
  known = account?.id;
  if (!over) return;
  // Whoever did not mean to leave comes back to the same page, and to its draft.
  const { pathname, search } = window.location;
  const back = ended === 'expired' ? pathname + search : undefined;
  void router.navigate({ to: paths.signIn, search: { back } });
});

async function start(place: HTMLElement): Promise<void> {
  await startLanguages();
  void router.start();
  createRoot(place).render(
    <StrictMode>
      {/* Styles come from files alone (no inline style elements), so the content security policy is strict. */}
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        withCssVariables={false}
        withGlobalClasses={false}
      >
        <Pages router={router} />
      </MantineProvider>
    </StrictMode>,
  );
}

const place = document.getElementById('root');
if (place !== null) void start(place);
