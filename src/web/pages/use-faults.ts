import { useState } from 'react';
import type { Problem } from '../../kernel/errors/public.ts';
import { problemsOfError } from '../api/problems.ts';

export type Faults = {
  at: (path: string) => string | null;
  /** Those that belong to none of the named fields. */
  others: readonly Problem[];
  set: (error: unknown) => void;
  add: (path: string, text: string) => void;
  clear: () => void;
};

/** What was wrong with a small form, by field. */
export function useFaults(fields: readonly string[]): Faults {
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  return {
    at: (path) => problems.find((problem) => problem.path === path)?.text ?? null,
    others: problems.filter((problem) => problem.path === undefined || !fields.includes(problem.path)),
    set: (error) => setProblems(problemsOfError(error)),
    add: (path, text) => setProblems([{ code: 'FORM', path, text }]),
    clear: () => setProblems([]),
  };
}
