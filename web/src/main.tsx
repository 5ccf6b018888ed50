import './ui/base.css';
import { MantineProvider } from '@mantine/core';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { StrictMode } from 'react';
import { session } from './api/current';
import { startLanguages } from './i18n';
import { makeRouter } from './router';
import { paths } from './paths';
import { theme } from './ui/theme';

const router = makeRouter();

let known = session.state().account?.id;
session.subscribe(() => {
  const { account, ended } = session.state();
  const over = known !== undefined && account === null;
  known = account?.id;
  if (!over) return;
  // Whoever did not mean to leave comes back to the same page, and to its draft.
  const search = ended === 'expired' ? { back: router.state.location.href } : {};
  void router.navigate({ to: paths.signIn, search });
});

async function start(place: HTMLElement): Promise<void> {
  await startLanguages();
  createRoot(place).render(
    <StrictMode>
      {/* Styles come from files alone (no inline style elements), so the content security policy is strict. */}
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        withCssVariables={false}
        withGlobalClasses={false}
      >
        <RouterProvider router={router} />
      </MantineProvider>
    </StrictMode>,
  );
}

const place = document.getElementById('root');
if (place !== null) void start(place);
