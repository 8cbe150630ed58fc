import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { serviceWorkerFiles, WORKER } from './offline/vite-service-worker.ts';
import { cssVariables } from './theme/tokens.ts';

/** Puts the tokens into the page itself, so that the first paint already has its colours. */
function tokens(): Plugin {
  return {
    name: 'zhanye-tokens',
    transformIndexHtml: () => [{ tag: 'style', children: cssVariables(), injectTo: 'head-prepend' }],
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), tokens(), serviceWorkerFiles()],
  build: {
    outDir: fileURLToPath(new URL('../../dist/web', import.meta.url)),
    emptyOutDir: true,
    manifest: true,
    // All of it is smaller than the requests for its parts are long.
    cssCodeSplit: false,
    target: 'es2023',
    rollupOptions: {
      input: {
        index: fileURLToPath(new URL('index.html', import.meta.url)),
        [WORKER]: fileURLToPath(new URL('offline/service-worker.ts', import.meta.url)),
      },
      // The worker's address decides what it may serve, and must stay the same from build to build.
      output: { entryFileNames: ({ name }) => (name === WORKER ? '[name].js' : 'assets/[name]-[hash].js') },
    },
    reportCompressedSize: false,
    // ECharts is the one large chunk; it loads with the first drawing only.
    chunkSizeWarningLimit: 900,
  },
});
