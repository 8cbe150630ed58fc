import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const serving = join(import.meta.dirname, 'serving.ts');

it('a signal that comes while the server has just said that it is there stops it in order', async () => {
  const program = `
    import { stopSignal } from ${JSON.stringify(serving)};
    process.once('SIGTERM', () => process.exit(143));
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), 5000);
    await stopSignal();
    console.log('in order');
    process.exit(0);
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
  expect(stdout.trim()).toBe('in order');
});
