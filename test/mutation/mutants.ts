import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NAMED } from './named.ts';
import { OPERATORS } from './operators.ts';

/** A defect planted in one file. */
export interface Mutant {
  file: string;
  line: number;
  name: string;
  /** Made by an operator, or thought of by somebody. */
  isGenerated: boolean;
  /** The line as it is and as the defect makes it. */
  from: string;
  to: string;
}

const ENGINE = 'src/platform/duties';
/** Limits on states (compile/limit.ts, limits.ts) are held against hand-computed cases, not random histories. */
const FILES = [
  ...['calendars', 'count-fact', 'diff-writer', 'evaluate', 'fact-plan', 'links', 'live', 'units'].map(
    (name) => `${ENGINE}/${name}.ts`,
  ),
  ...readdirSync(join(import.meta.dirname, '../..', ENGINE, 'compile'))
    .filter((name) => name !== 'limit.ts')
    .map((name) => `${ENGINE}/compile/${name}`),
];

/** Every defect that the operators make, and the named ones. Throws where a named one no longer fits the sources. */
export function allMutants(root: string): Mutant[] {
  const generated = FILES.flatMap((file) => mutantsOf(file, readFileSync(join(root, file), 'utf8')));
  return [...generated, ...NAMED.map((named) => located(root, named))];
}

function mutantsOf(file: string, source: string): Mutant[] {
  return source.split('\n').flatMap((from, index) => {
    if (!isCode(from)) return [];
    return OPERATORS.flatMap(({ name, pattern, replacement }) =>
      [...from.matchAll(pattern)].map((match) => {
        const changed = match[0].replace(new RegExp(pattern.source), replacement);
        const to = from.slice(0, match.index) + changed + from.slice(match.index + match[0].length);
        return { file, line: index + 1, name, isGenerated: true, from, to };
      }),
    );
  });
}

/** When a breach may be judged is no part of a duty, so the reference says nothing of it. */
const isCode = (line: string): boolean =>
  !/^\s*(\/\/|\/?\*|import |export type|type )/.test(line) && !/judgeable/i.test(line) && !line.includes(' throw ');

function located(root: string, { file: name, name: title, from, to }: (typeof NAMED)[number]): Mutant {
  const file = `${ENGINE}/${name}`;
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  const index = lines.findIndex((line) => line.includes(from));
  const line = lines[index];
  if (line === undefined) throw new Error(`the planted defect 「${title}」 no longer fits ${file}: ${from}`);
  return { file, line: index + 1, name: title, isGenerated: false, from: line, to: line.replace(from, to) };
}

/** Every n-th of the list, so that a sample comes from everywhere. */
export function spread<T>(list: T[], count: number): T[] {
  const step = Math.max(1, list.length / count);
  return list.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
}
