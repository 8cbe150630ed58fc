import type { Plugin } from 'vite';

/** Pages that open without a network: one's day, and those on which one writes what is sent later. */
const OFFLINE_PAGES = [
  'daily/my-day/my-day.page.tsx',
  'daily/my-day/web/contact-panel.tsx',
  'daily/visit/visit-new.page.tsx',
  'daily/outing/board.page.tsx',
  'daily/outing/outing-new.page.tsx',
  'web/offline/outbox.page.tsx',
];

export const WORKER = 'service-worker';

/** Tells the service worker which files the shell and the offline pages consist of. The build fails for a page that is gone. */
export function serviceWorkerFiles(): Plugin {
  return {
    name: 'zhanye-service-worker',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const files = new Set<string>();
      const take = (name: string): void => {
        if (files.has(name)) return;
        files.add(name);
        const output = bundle[name];
        if (output?.type === 'chunk') output.imports.forEach(take);
      };
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      for (const chunk of chunks) if (chunk.isEntry && chunk.name !== WORKER) take(chunk.fileName);
      for (const page of OFFLINE_PAGES) {
        const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(page));
        if (chunk === undefined) throw new Error(`no chunk of ${page}`);
        take(chunk.fileName);
      }
      for (const name of Object.keys(bundle)) if (name.endsWith('.css')) files.add(name);
      const shell = ['/', ...[...files].sort().map((name) => `/${name}`)];
      // The entry names every chunk by its hash, so that its own name changes with any of them.
      const build = shell.filter((name) => /index-|\.css$/.test(name)).join(' ');
      const worker = chunks.find(({ name }) => name === WORKER);
      if (worker === undefined) throw new Error('no service worker in the build');
      worker.code = worker.code
        .replaceAll('__SHELL__', () => JSON.stringify(shell))
        .replaceAll('__BUILD__', () => JSON.stringify(build));
    },
  };
}
