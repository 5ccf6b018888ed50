import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// Where `npm run dev` finds the functions; the local system's own default address.
const backend = process.env.BACKEND ?? 'http://127.0.0.1:8787';

/** What every page stands on, as one file: it packs tighter, and is fetched in one go. */
const frame = {
  name: 'frame',
  test: new RegExp(
    `node_modules/(${[
      '(react|react-dom|scheduler|clsx)/',
      '@mantine/(hooks/|core/esm/core/)',
      '@mantine/core/esm/components/(Button|ActionIcon|Loader|Transition|UnstyledButton|Input|InputBase|CloseButton)/',
    ].join('|')})`,
  ),
};

/** The code that begins, the client of the functions, and what is around every page behind the sign-in. */
const start = { name: 'start', test: /src\/(main\.tsx|ui\/useAccount\.ts)$/ };
const client = { name: 'client', test: /src\/api\/client\.ts$/ };
const inside = { name: 'inside', test: /src\/ui\/Inside\.tsx$/ };

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    // The content security policy allows no data: URLs for code or style.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    rolldownOptions: { output: { codeSplitting: { groups: [frame, start, client, inside] } } },
  },
  worker: { format: 'es' },
  server: { host: '127.0.0.1', proxy: { '/api': backend, '/_local': backend } },
  // Nothing here waits for a time, but a busy machine takes its own.
  test: { include: ['src/**/*.test.{ts,tsx}'], css: false, testTimeout: 30_000 },
});
