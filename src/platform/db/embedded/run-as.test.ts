import { spawnSync } from 'node:child_process';
import { chownSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { release, startHolder } from './start-holder.fixture.ts';

const NOBODY = 65534;
const isRoot = process.geteuid?.() === 0;
const AS_NOBODY = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--'];

const succeeds = ([command = '', ...args]: string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
const canUnshare = isRoot && succeeds(['unshare', '--user', `--map-user=${NOBODY}`, '--', 'true']);
const canSetpriv = isRoot && succeeds([...AS_NOBODY, 'true']);
// A checkout below root's own folder cannot be read by anybody else.
const nobodyCanRead = canSetpriv && succeeds([...AS_NOBODY, process.execPath, '--check', import.meta.filename]);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zhanye-run-as-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ownerOf = (...path: string[]) => lstatSync(join(folder, ...path)).uid;

/** A PATH on which only these programs are found. */
function pathWith(...programs: string[]): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  for (const program of programs) {
    symlinkSync(spawnSync('which', [program], { encoding: 'utf8' }).stdout.trim(), join(bin, program));
  }
  return bin;
}

describe('who runs the server', () => {
  it.skipIf(!canUnshare)(
    'root: in a user namespace, the files stay root’s [needs root and user namespaces]',
    async () => {
      const holder = startHolder(join(folder, 'data'));
      const { server } = await holder.holding;
      expect(ownerOf('data', 'postgres')).toBe(0);
      expect(lstatSync(`/proc/${server}`).uid).toBe(0);
      await release(holder);
    },
  );

  it.skipIf(!canSetpriv)('root without unshare: as nobody, and again later [needs root and setpriv]', async () => {
    const env = { ...process.env, PATH: pathWith('setpriv', 'true') };
    for (const _ of ['initialises', 'finds']) {
      const holder = startHolder(join(folder, 'data'), { env });
      await holder.holding;
      expect(ownerOf('data', 'postgres')).toBe(NOBODY);
      await release(holder);
    }
    const withUnshare = startHolder(join(folder, 'data'));
    await withUnshare.holding;
    await release(withUnshare);
  });

  it.skipIf(!isRoot)('root with neither: says so [needs root]', async () => {
    const holder = startHolder(join(folder, 'data'), { env: { ...process.env, PATH: pathWith('true') } });
    await expect(holder.holding).rejects.toThrow('请改用普通用户运行');
  });

  it.skipIf(!canSetpriv)('root in a folder of another user: as that user [needs root and setpriv]', async () => {
    chownSync(folder, NOBODY, NOBODY);
    const holder = startHolder(folder);
    await holder.holding;
    expect(ownerOf('postgres')).toBe(NOBODY);
    expect(ownerOf('postgres.log')).toBe(NOBODY);
    await release(holder);
  });

  it.skipIf(!nobodyCanRead)('an ordinary user: directly [needs root, or is every other test here]', async () => {
    chownSync(folder, NOBODY, NOBODY);
    const holder = startHolder(folder, { prefix: AS_NOBODY });
    const { user } = await holder.holding;
    expect(user).toBe(NOBODY);
    expect(ownerOf('postgres')).toBe(NOBODY);
    await release(holder);
  });

  it.skipIf(!nobodyCanRead)(
    'an ordinary user in somebody else’s folder: refused with what to do [needs root]',
    async () => {
      await release(startHolder(join(folder, 'data')));
      for (const path of [folder, join(folder, 'data')]) chownSync(path, NOBODY, NOBODY);
      const holder = startHolder(join(folder, 'data'), { prefix: AS_NOBODY });
      await expect(holder.holding).rejects.toThrow('属于另一个用户');
    },
  );
});
