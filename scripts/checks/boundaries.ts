import { run } from '../support/run.ts';
import type { Check } from './check.ts';

type Violation = { from: string; to: string; rule: { name: string }; cycle?: { name: string }[] };

/** The walls of `.dependency-cruiser.cjs`. */
export const boundaries: Check = {
  name: 'boundaries',
  async problems() {
    const { output } = await run('depcruise', ['src', 'test', 'scripts', 'bench', 'examples', '--output-type', 'json']);
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
