import { run } from '../support/run.ts';
import type { Check } from './check.ts';

/** A tool that exits with 0 when all is well, and otherwise prints what is wrong. */
function tool(name: string, program: string, ...args: string[]): Check {
  return {
    name,
    async problems() {
      const { code, output } = await run(program, args, { env: { FORCE_COLOR: '0', NO_COLOR: '1' } });
      return code === 0 ? [] : [output.trim() || `${program} exited with ${code}`];
    },
  };
}

export const types = tool('types', 'tsc', '--noEmit', '--project', '.');
export const formatAndLint = tool(
  'format and lint',
  'biome',
  'check',
  '--error-on-warnings',
  '--diagnostic-level=warn',
  '--max-diagnostics=20',
  '.',
);
export const unusedCode = tool('unused code', 'knip', '--no-progress');
export const staleGenerated = tool('generated files', 'node', 'scripts/generate.ts', '--check');
