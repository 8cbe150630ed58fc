import type { WebModule } from './module.ts';

/** Every module's web half, found by its file name. Eager: they hold no page, only how to load it. */
const found = import.meta.glob<WebModule>('../modules/*/module.web.ts', { eager: true, import: 'default' });

export const webModules: readonly WebModule[] = Object.keys(found)
  .sort()
  .flatMap((path) => found[path] ?? []);
