import { describe, expect, test } from 'vitest';
import { closingLine, countsOf, unsteady } from '../support/tests.ts';
import { glossaryProblems, readForbiddenWords } from './glossary.ts';
import { circles } from './module-depends.ts';
import { styleProblems } from './style.ts';

describe('house style', () => {
  const problems = (path: string, text: string) => styleProblems({ path, text }).length;
  const MODULE = 'src/modules/daily/visit.queries.ts';

  test.each([
    'await sql`select now()`',
    'where at < current_timestamp',
    'const today = new Date();',
    'const then = Date.now() - 5;',
    'query.limit(10).offset(20)',
    'sql`limit 10 offset $2`',
    '// @ts-ignore',
    'const x = 1; // TODO later',
    "title: '走访,当日撰写'",
    'return <span>已退回(待改)</span>;',
  ])('refuses %s', (line) => {
    expect(problems(MODULE, line)).toBe(1);
  });

  test.each([
    'ctx.clock.now()',
    'type Clock = { now(): Date };',
    'const offset = 3;',
    'sql`select * from a offset 0`',
    'new Date(at)',
    '// no now() in SQL',
    "choice({ 对公: 'corporate', 个人: 'individual' })",
    "title: '走访，当日撰写'",
    '/** 申诉: what waits for a decision. */',
  ])('accepts %s', (line) => {
    expect(problems(MODULE, line)).toBe(0);
  });

  test('a test may ask the machine for the time', () => {
    expect(problems('src/modules/daily/visit.test.ts', 'const started = Date.now();')).toBe(0);
  });
});

describe('glossary', () => {
  const forbidden = readForbiddenWords(
    [
      '## Words not to use',
      '',
      '| not | but | where | except |',
      '|---|---|---|---|',
      '| `client` | customer | src/modules/ | `queryClient` |',
      '| `branch manager` | branch president | src/ | |',
    ].join('\n'),
  );
  const problems = (path: string, line: string) => glossaryProblems({ path, text: line }, forbidden).length;

  test('finds a word in every way of writing it', () => {
    for (const line of ['const clientId = 1;', 'client_no', 'listClients()', 'branchManager', 'branch_managers']) {
      expect(problems('src/modules/customers/list.ts', line)).toBe(1);
    }
  });

  test('leaves other words, other folders and the exceptions alone', () => {
    expect(problems('src/modules/customers/list.ts', 'const clientele = queryClient;')).toBe(0);
    expect(problems('src/platform/db/pool.ts', 'const client = pool.connect();')).toBe(0);
    expect(problems('src/modules/customers/list.ts', '// a client of the server')).toBe(0);
  });
});

test('module circles are named once, with their path', () => {
  const declared = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['a']],
    ['d', ['a']],
  ]);
  expect(circles(declared)).toEqual(['modules depend in a circle: a → b → c → a']);
  expect(
    circles(
      new Map([
        ['a', ['b', 'c']],
        ['b', ['c']],
        ['c', []],
      ]),
    ),
  ).toEqual([]);
});

describe('counting tests', () => {
  const report = { success: true, numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0 };

  test('a file that could not be loaded fails', () => {
    const counts = countsOf({ ...report, testResults: [{ status: 'failed', assertionResults: [] }] }, 1);
    expect(closingLine(counts)).toBe('5 passed, 1 failed, 1 skipped');
  });

  test('an error outside any test fails', () => {
    expect(countsOf({ ...report, testResults: [] }, 1).failed).toBe(1);
    expect(closingLine(countsOf({ ...report, numPendingTests: 0, testResults: [] }, 0))).toBe('5 passed, 0 failed');
  });

  test('a test that passed at its second attempt is named with what went wrong at the first', () => {
    const steady = { status: 'passed', fullName: 'steady', failureMessages: [] };
    const shaky = { status: 'passed', fullName: 'shaky', failureMessages: ['too late'] };
    const report = { testResults: [{ status: 'passed', assertionResults: [steady, shaky] }] };
    expect(unsteady(report)).toEqual(['passed at the second attempt: shaky\n  too late']);
  });
});
