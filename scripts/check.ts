import { boundaries } from './checks/boundaries.ts';
import type { Check } from './checks/check.ts';
import { glossary } from './checks/glossary.ts';
import { moduleDepends } from './checks/module-depends.ts';
import { readmes } from './checks/readmes.ts';
import { style } from './checks/style.ts';
import { formatAndLint, staleGenerated, types, unusedCode } from './checks/tools.ts';
import { closingLine, runTests } from './support/tests.ts';

const CHECKS: Check[] = [
  types,
  formatAndLint,
  boundaries,
  moduleDepends,
  unusedCode,
  glossary,
  style,
  readmes,
  staleGenerated,
];
const MOST_LINES_SHOWN = 60;

/**
 * `npm run check`: every law of the house, then all tests; ends with one closing line that counts both.
 * `npm run check -- NAME…` runs only the named checks, and `tests`.
 */
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => name !== 'tests' && !CHECKS.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(
    `no check ${unknown.join(', ')}; there are: ${[...CHECKS.map(({ name }) => name), 'tests'].join(', ')}`,
  );
  process.exit(2);
}
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);

let passed = 0;
let failed = 0;
for (const check of CHECKS.filter(({ name }) => isWanted(name))) {
  const problems = await problemsOf(check);
  if (problems.length === 0) passed += 1;
  else failed += 1;
  console.log(problems.length === 0 ? `✓ ${check.name}` : `✗ ${check.name}\n${shortened(problems)}`);
}
const tests = isWanted('tests') ? await runTests() : { passed: 0, failed: 0, skipped: 0 };
const total = { passed: passed + tests.passed, failed: failed + tests.failed, skipped: tests.skipped };
console.log(`\n${closingLine(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** A check that breaks down has not passed. */
async function problemsOf(check: Check): Promise<string[]> {
  try {
    return await check.problems();
  } catch (error) {
    return [String(error)];
  }
}

function shortened(problems: string[]): string {
  const lines = problems.flatMap((problem) => problem.split('\n'));
  const left = lines.length - MOST_LINES_SHOWN;
  const shown = lines.slice(0, MOST_LINES_SHOWN).map((line) => `  ${line}`);
  return [...shown, ...(left > 0 ? [`  … and ${left} more lines`] : [])].join('\n');
}
