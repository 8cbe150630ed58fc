import type { Condition } from './field.ts';

export type Range = { from: string; to: string };

/** `a..b`, `a..` or `..b` as it stands in the address. */
export function readRange(text: string | undefined): Range {
  const [from = '', to = ''] = (text ?? '').split('..');
  return { from, to };
}

export function writeRange({ from, to }: Range): string | undefined {
  return from === '' && to === '' ? undefined : `${from}..${to}`;
}

/** From and to, both included; `read` turns one end into what the server compares with, or null if it means nothing. */
export function rangeConditions(text: string, read: (end: string) => unknown): Condition[] {
  const { from, to } = readRange(text);
  const ends: Condition[] = [
    { op: 'gte', value: from === '' ? null : read(from) },
    { op: 'lte', value: to === '' ? null : read(to) },
  ];
  return ends.filter(({ value }) => value !== null);
}
