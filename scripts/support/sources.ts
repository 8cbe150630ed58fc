import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { run } from './run.ts';

export const ROOT = resolve(import.meta.dirname, '../..');

export type SourceFile = { path: string; text: string };

/** The repository's files, also new ones not yet committed, whose path matches; paths are relative, with slashes. */
export async function sourceFiles(matches: RegExp): Promise<SourceFile[]> {
  const listed = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  if (listed.code !== 0) throw new Error(`git cannot list the files: ${listed.output}`);
  const paths = [...new Set(listed.output.split('\0'))].filter((path) => matches.test(path)).sort();
  const files = await Promise.all(paths.map(readIfThere));
  return files.filter((file) => file !== null);
}

/** A file that git lists may have been deleted in the working tree. */
async function readIfThere(path: string): Promise<SourceFile | null> {
  try {
    return { path, text: await readFile(resolve(ROOT, path), 'utf8') };
  } catch {
    return null;
  }
}

/** The lines that hold code, with their numbers from 1; comments on lines of their own are left out. */
export function codeLines(text: string): { number: number; line: string }[] {
  return text
    .split('\n')
    .map((line, index) => ({ number: index + 1, line }))
    .filter(({ line }) => !/^\s*(\/\/|\/?\*|--|\{\/\*)/.test(line));
}
