import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { codeLines, ROOT, type SourceFile, sourceFiles } from '../support/sources.ts';
import type { Check } from './check.ts';

/** One row of the glossary's table of words not to use. */
export type ForbiddenWord = { words: string[]; instead: string; folders: string[]; except: string[] };

export const glossary: Check = {
  name: 'glossary',
  async problems() {
    const forbidden = readForbiddenWords(await readFile(resolve(ROOT, 'docs/glossary.md'), 'utf8'));
    if (forbidden.length === 0) return ['docs/glossary.md has no table of words not to use'];
    const files = await sourceFiles(/^src\/.+\.tsx?$/);
    return files.flatMap((file) => glossaryProblems(file, forbidden));
  },
};

/** Reads the table under `## Words not to use`: not | but | in | except. */
export function readForbiddenWords(markdown: string): ForbiddenWord[] {
  const section = markdown.split(/^## /m).find((part) => part.startsWith('Words not to use')) ?? '';
  const rows = section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
  return rows.map((row) => {
    const [words = '', instead = '', folders = '', except = ''] = row.split('|').slice(1, -1);
    return { words: list(words), instead: instead.trim(), folders: list(folders), except: list(except) };
  });
}

function list(cell: string): string[] {
  return cell
    .split(',')
    .map((item) => item.trim().replaceAll('`', ''))
    .filter((item) => item !== '');
}

export function glossaryProblems({ path, text }: SourceFile, forbidden: ForbiddenWord[]): string[] {
  const rules = forbidden.filter(({ folders }) => folders.some((folder) => path.startsWith(folder)));
  return codeLines(text).flatMap(({ number, line }) =>
    identifiersOf(line).flatMap((identifier) =>
      rules
        .filter((rule) => !rule.except.includes(identifier) && rule.words.some((word) => says(identifier, word)))
        .map(({ instead }) => `${path}:${number} ${identifier}: say ${instead} (docs/glossary.md)`),
    ),
  );
}

function identifiersOf(line: string): string[] {
  return line.match(/[A-Za-z_$][\w$]*/g) ?? [];
}

/** `branchManagerId` and `branch_manager` both say `branch manager`, also in the plural; `clientele` does not say `client`. */
function says(identifier: string, word: string): boolean {
  const words = identifier
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_$]/g, ' ')
    .toLowerCase();
  return new RegExp(`\\b${word}s?\\b`).test(words);
}
