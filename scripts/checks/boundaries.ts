import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { run } from '../support/run.ts';
import { ROOT } from '../support/sources.ts';
import type { Check } from './check.ts';

type Violation = { from: string; to: string; rule: { name: string }; cycle?: { name: string }[] };

const FOLDERS = ['src', 'test', 'scripts', 'bench', 'examples'];

/** The walls of `.dependency-cruiser.cjs`. */
export const boundaries: Check = {
  name: 'boundaries',
  async problems() {
    const folders = FOLDERS.filter((folder) => existsSync(resolve(ROOT, folder)));
    const { output } = await run('depcruise', [...folders, '--output-type', 'json']);
    const violations = readViolations(output);
    if (violations === null) return [output.trim()];
    return violations.map(({ rule, from, to, cycle }) => {
      const path = cycle ? cycle.map(({ name }) => name).join(' → ') : to;
      return from === to && !cycle ? `${rule.name}: ${from}` : `${rule.name}: ${from} → ${path}`;
    });
  },
};

/** null when the tool printed no report but a complaint of its own. */
function readViolations(output: string): Violation[] | null {
  try {
    return (JSON.parse(output.slice(output.indexOf('{'))) as { summary: { violations: Violation[] } }).summary
      .violations;
  } catch {
    return null;
  }
}
