import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// Where `npm run dev` finds the functions; the local system's own default address.
const backend = process.env.BACKEND ?? 'http://127.0.0.1:8787';

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    // The content security policy allows no data: URLs for code or style.
    assetsInlineLimit: 0,
    reportCompressedSize: true,
  },
  worker: { format: 'es' },
  server: { host: '127.0.0.1', proxy: { '/api': backend, '/_local': backend } },
  test: { include: ['src/**/*.test.{ts,tsx}'], css: false },
});
