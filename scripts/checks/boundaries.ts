import { readFile } from 'node:fs/promises';
import { posix, resolve } from 'node:path';
import { importsOf } from '../support/imports.ts';
import { run } from '../support/run.ts';
import { ROOT } from '../support/sources.ts';
import type { Check } from './check.ts';

/** Walls that a type may pass: it leaves nothing behind that a browser, a test or production would have to load. */
const TYPES_MAY_PASS = new Set([
  'browser-loads-no-server-files',
  'browser-loads-no-node',
  'declarations-are-pure',
  'nobody-uses-development-packages',
]);

type Violation = { from: string; to: string; rule: { name: string; severity: string } };

/** The walls of `.dependency-cruiser.cjs`. */
export const boundaries: Check = {
  name: 'boundaries',
  async problems() {
    const { output } = await run('depcruise', ['src', 'test', 'scripts', 'bench', 'examples', '--output-type', 'json']);
    const violations = readViolations(output);
    if (violations === null) return [output.trim()];
    const real = await Promise.all(
      violations.map(async (violation) => ((await isPardoned(violation)) ? [] : [violation])),
    );
    return real.flat().map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  },
};

/** null when the tool printed no report but a complaint of its own. */
function readViolations(output: string): Violation[] | null {
  const start = output.indexOf('{');
  if (start < 0) return null;
  try {
    return (JSON.parse(output.slice(start)) as { summary: { violations: Violation[] } }).summary.violations;
  } catch {
    return null;
  }
}

async function isPardoned({ from, to, rule }: Violation): Promise<boolean> {
  if (!TYPES_MAY_PASS.has(rule.name)) return false;
  const imports = await importsOf(from, await readFile(resolve(ROOT, from), 'utf8'));
  const passing = imports.filter(({ specifier }) => leadsTo(from, specifier, to));
  return passing.length > 0 && passing.every(({ typeOnly }) => typeOnly);
}

function leadsTo(from: string, specifier: string, to: string): boolean {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier) === to;
  return to === specifier || to.startsWith(`node_modules/${specifier}/`) || to === specifier.replace(/^node:/, '');
}
