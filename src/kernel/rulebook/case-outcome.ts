import type { ExpectedDuty, GoldenCase } from './case.ts';
import { labelOfField } from './labels.ts';

/** What a golden case may say of a duty; dates or local times and the bank's own numbers. */
export type CaseDuty = {
  subject: string;
  anchor: string;
  need: number;
  got: number;
  status: string;
  until: string;
  bearer: string | null;
};

export type CaseField = Exclude<keyof CaseDuty, 'subject' | 'anchor'>;

/** A duty as the case expects it beside what came out; null where it is only on the other side. */
export type CaseLine = {
  subject: string;
  anchor: string;
  expected: ExpectedDuty | null;
  actual: CaseDuty | null;
  /** What the case names and what came out otherwise. */
  differs: CaseField[];
};

/** The duties of a case, expected and actual, by subject and anchor: first those expected, then those too many. */
export function caseLines(expected: readonly ExpectedDuty[], actual: readonly CaseDuty[]): CaseLine[] {
  const named = (row: { subject: string; anchor: string }) => `${row.subject} ${row.anchor}`;
  const wanted = expected.map((want): CaseLine => {
    const row = actual.find((candidate) => named(candidate) === named(want)) ?? null;
    const differs = row === null ? [] : fieldsOf(want).filter((field) => row[field] !== want[field]);
    return { subject: want.subject, anchor: want.anchor, expected: want, actual: row, differs };
  });
  const surplus = actual.filter((row) => !expected.some((want) => named(want) === named(row)));
  return [
    ...wanted,
    ...surplus.map((row) => ({
      subject: row.subject,
      anchor: row.anchor,
      expected: null,
      actual: row,
      differs: [],
    })),
  ];
}

export function holds({ expected, actual, differs }: CaseLine): boolean {
  return expected !== null && actual !== null && differs.length === 0;
}

/** How the duties differ from what the case expects, in Chinese; null: not at all. */
export function caseDifference(lines: readonly CaseLine[]): string | null {
  const parts = lines.flatMap((line) => {
    const { subject, anchor, expected, actual, differs } = line;
    if (actual === null) return [`缺少 ${subject} ${anchor}`];
    const { got, need, status } = actual;
    if (expected === null) return [`多出 ${subject} ${anchor}（${got}/${need} ${caseWord('status', status)}）`];
    return differs.map(
      (field) =>
        `${subject} ${anchor} 的${caseWord(field)}应为 ${caseWord(field, expected[field])}，实为 ${caseWord(field, actual[field])}`,
    );
  });
  return parts.length === 0 ? null : parts.join('；');
}

/** `应完成数`; with a value how people call that value: `已履行`. */
export function caseWord(field: CaseField, value?: unknown): string {
  const { label, values } = labelOfField(['cases', 'expect', field]);
  if (value === undefined) return label;
  return value === null ? (values?.nothing ?? '') : (values?.[String(value)] ?? String(value));
}

const NEW_LINE = ['need', 'got', 'status'] as const satisfies readonly CaseField[];

/** The case with what came out as its expectation. It goes on naming what it named; duties new to it get their state. */
export function withActual(golden: GoldenCase, actual: readonly CaseDuty[]): GoldenCase {
  const lines = caseLines(golden.expect, actual);
  const expect = actual.map((row) => {
    const before = lines.find((line) => line.actual === row)?.expected ?? null;
    const fields = before === null ? NEW_LINE : fieldsOf(before);
    const named = Object.fromEntries(fields.map((field) => [field, row[field]]));
    return { subject: row.subject, anchor: row.anchor, ...named } as ExpectedDuty;
  });
  return { ...golden, expect };
}

/** Whether duties still show what the case is there to show: the duty kept, broken, or not owed. */
export function stillShows(kind: GoldenCase['kind'], duties: readonly { status: string }[]): boolean {
  const broken = duties.some(({ status }) => status === 'breached' || status === 'late');
  if (kind === 'fulfilled') return !broken;
  if (kind === 'breached') return broken;
  return kind === 'boundary' || duties.every(({ status }) => status === 'void');
}

function fieldsOf(expected: ExpectedDuty): CaseField[] {
  return (['need', 'got', 'status', 'until', 'bearer'] as const).filter((field) => expected[field] !== undefined);
}
