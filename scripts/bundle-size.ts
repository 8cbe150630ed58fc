/** JavaScript that the browser must load before a page shows, gzipped, from the build's manifest. See `npm run bench`. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

type Chunk = { file: string; imports?: string[]; dynamicImports?: string[] };
export type Manifest = Record<string, Chunk>;

const webDir = fileURLToPath(new URL('../dist/web', import.meta.url));

/** Files of these chunks and of all that they import statically, each once. Throws for a chunk that is not there. */
export function filesOf(manifest: Manifest, keys: readonly string[]): string[] {
  const seen = new Set<string>();
  const visit = (key: string) => {
    if (seen.has(key)) return;
    const chunk = manifest[key];
    if (chunk === undefined) throw new Error(`the build has no chunk ${key}`);
    seen.add(key);
    chunk.imports?.forEach(visit);
  };
  keys.forEach(visit);
  return [...new Set([...seen].map((key) => manifest[key]?.file ?? ''))].filter((file) => file.endsWith('.js'));
}

/** The key of the lazily loaded page whose source ends so (`my-day.page.tsx`), or null. */
export function pageKey(manifest: Manifest, ending: string): string | null {
  return Object.keys(manifest).find((key) => key.endsWith(ending)) ?? null;
}

/** Bytes of gzipped JavaScript of a cold load: the shell, and the page whose source ends so. Needs `npm run build`. */
export async function coldLoadBytes(page: string | null): Promise<number> {
  const manifest: Manifest = JSON.parse(await readFile(path.join(webDir, '.vite/manifest.json'), 'utf8'));
  const key = page === null ? null : pageKey(manifest, page);
  if (page !== null && key === null) throw new Error(`the build has no page ${page}`);
  const files = filesOf(manifest, ['index.html', ...(key === null ? [] : [key])]);
  const sizes = await Promise.all(files.map(async (file) => gzipSync(await readFile(path.join(webDir, file))).length));
  return sizes.reduce((sum, size) => sum + size, 0);
}

if (import.meta.main) {
  const pages = process.argv.slice(2);
  for (const page of [null, ...pages]) {
    console.log(`${page ?? 'shell'}: ${((await coldLoadBytes(page)) / 1024).toFixed(1)} KB gzipped JavaScript`);
  }
}
