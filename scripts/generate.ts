import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { errorCodesPage } from './generated/error-codes.ts';
import { openapi } from './generated/openapi.ts';
import { permissionMatrix } from './generated/permission-matrix.ts';
import { rowSecurityScript } from './generated/row-security.ts';
import { rulebookJsonSchema } from './generated/rulebook-schema.ts';
import { tables } from './generated/tables.ts';
import { ROOT } from './support/sources.ts';

const FILES: Record<string, () => string | Promise<string>> = {
  'src/platform/db/tables.generated.ts': tables,
  'generated/openapi.json': openapi,
  'generated/permission-matrix.md': permissionMatrix,
  'generated/error-codes.md': errorCodesPage,
  'generated/rulebook.schema.json': rulebookJsonSchema,
  'generated/row-security.sql': rowSecurityScript,
};

/** `npm run generate`: rewrites what is made from the sources; `-- --check` only says what is stale. */
const checking = process.argv.includes('--check');
const stale: string[] = [];
for (const [path, render] of Object.entries(FILES)) {
  const made = await render();
  if (made === (await readFile(resolve(ROOT, path), 'utf8').catch(() => null))) continue;
  stale.push(path);
  if (checking) continue;
  await mkdir(dirname(resolve(ROOT, path)), { recursive: true });
  await writeFile(resolve(ROOT, path), made);
}
for (const path of stale) console.log(checking ? `${path} is stale: npm run generate` : `${path} written`);
process.exit(checking && stale.length > 0 ? 1 : 0);
