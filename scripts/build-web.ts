/** `npm run build`: builds the web application into dist/web, unless it is there already from the same sources. */
import { createHash } from 'node:crypto';
import { glob, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const outDir = path.join(root, 'dist/web');
const hashFile = path.join(outDir, '.source-hash');

/** All that can change the outcome. Modules are taken whole: their pages import declarations and rules. */
const sources = [
  'package-lock.json',
  'scripts/build-web.ts',
  'src/{web,kernel,modules}/**/*.{ts,tsx,css,html}',
  'src/web/public/*',
];

async function sourceHash(): Promise<string> {
  const files: string[] = [];
  for await (const file of glob(sources, { cwd: root })) if (!/\.test\.tsx?$/.test(file)) files.push(file);
  const hash = createHash('sha256').update(process.version);
  for (const file of files.sort())
    hash
      .update(file)
      .update('\0')
      .update(await readFile(path.join(root, file)));
  return hash.digest('hex');
}

/** The server sends these as they are instead of compressing at every request. */
async function precompress(): Promise<void> {
  for await (const file of glob('assets/*.{js,css}', { cwd: outDir })) {
    const content = await readFile(path.join(outDir, file));
    await writeFile(path.join(outDir, `${file}.gz`), await promisify(gzip)(content, { level: 9 }));
    await writeFile(path.join(outDir, `${file}.br`), await promisify(brotliCompress)(content));
  }
}

// Tests build too, and what they build is served afterwards: never a development build.
process.env.NODE_ENV = 'production';

const hash = await sourceHash();
const built = await readFile(hashFile, 'utf8').catch(() => null);
if (built === hash) {
  console.log('dist/web is up to date');
} else {
  await build({ configFile: path.join(root, 'src/web/vite.config.ts'), logLevel: 'warn' });
  await precompress();
  await writeFile(hashFile, hash);
  console.log('dist/web built');
}
