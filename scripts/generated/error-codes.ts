import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { errorCodes } from '../../src/kernel/errors/public.ts';
import { ROOT, sourceFiles } from '../support/sources.ts';

/** `generated/error-codes.md`: every code that the API can answer, from all catalogues. */
export async function errorCodesPage(): Promise<string> {
  const catalogues = await sourceFiles(/^src\/.+\.ts$/);
  for (const { path, text } of catalogues) {
    if (text.includes('= defineErrors(') && !path.endsWith('.test.ts'))
      await import(pathToFileURL(resolve(ROOT, path)).href);
  }
  const rows = errorCodes().map(
    ({ code, status, text }) => `| \`${code}\` | ${status} | ${text.replaceAll('|', '\\|')} |`,
  );
  return [
    '# Error codes',
    '',
    'Made by `npm run generate`; never edited.',
    '',
    '| code | status | text |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
