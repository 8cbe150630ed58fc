import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser, HOW_TO_GET_A_BROWSER } from '../../test/support/browser-path.ts';
import { run } from './run.ts';

export type Counts = { passed: number; failed: number; skipped: number };

type Report = {
  success: boolean;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: Assertion[] }[];
};
type Assertion = { status: string; fullName: string; failureMessages: string[] };

/**
 * Runs the tests and shows them as they go. Without a browser the browser tests are left out and said to be skipped;
 * in CI they count as failed, because there somebody relies on them.
 */
export async function runTests(args: string[] = []): Promise<Counts> {
  const browser = findBrowser();
  const counts = await runVitest([...args, ...(browser ? [] : ['--project=!browser'])], browser);
  if (browser) return counts;
  console.log(`\n浏览器测试未运行 browser tests were not run: ${HOW_TO_GET_A_BROWSER}`);
  return process.env.CI ? { ...counts, failed: counts.failed + 1 } : { ...counts, skipped: counts.skipped + 1 };
}

async function runVitest(args: string[], browser: string | null): Promise<Counts> {
  const folder = await mkdtemp(join(tmpdir(), 'zhanye-tests-'));
  const file = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
    const env: Record<string, string> = browser ? { ZHANYE_BROWSER: browser } : {};
    const { code } = await run('vitest', ['run', ...reporters, ...args], { show: true, env });
    const report = JSON.parse(await readFile(file, 'utf8')) as Report;
    for (const line of unsteady(report)) console.log(line);
    return countsOf(report, code);
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A file that could not be loaded has no tests to count, and an error outside any test fails none: both fail here. */
export function countsOf(report: Report, exitCode: number): Counts {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const failed = report.numFailedTests + brokenFiles.length;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** A test that passed only at its second attempt passes, but nobody shall overlook why the first one failed. */
export function unsteady(report: Pick<Report, 'testResults'>): string[] {
  return report.testResults
    .flatMap((file) => file.assertionResults)
    .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
    .map(({ fullName, failureMessages }) => `passed at the second attempt: ${fullName}\n  ${failureMessages[0]}`);
}

/** The line that people and machines read last. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
