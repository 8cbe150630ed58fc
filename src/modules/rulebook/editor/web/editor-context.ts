import { createContext, useContext } from 'react';
import type { Problem } from '../../../../kernel/errors/public.ts';
import type { Document } from '../../../../kernel/rulebook/compare.ts';
import type { Lexicon } from '../../../../kernel/rulebook/lexicon.ts';
import type { Renaming } from '../../../../kernel/rulebook/rename.ts';
import type { Rulebook } from '../../../../kernel/rulebook/rulebook.ts';
import type { Words } from '../../../../kernel/rulebook/sentence.ts';
import { liesWithin, type Path, textOfPath } from './paths.ts';

/** What rules may say, and how people call it; `GET /api/rulebook/vocabulary` gives it. */
export type Vocabulary = { lexicon: Lexicon; words: Words };

/** The draft that is being written. Its document may be incomplete; the forms keep its outer shape. */
export type Editor = Vocabulary & {
  draftId: string;
  document: Document;
  readOnly: boolean;
  problems: readonly Problem[];
  /** undefined removes what stands at the path. */
  set: (path: Path, value: unknown) => void;
  /** Gives a part another number wherever it is named; returns why that cannot be, or nothing. */
  rename: (renaming: Renaming) => readonly Problem[];
};

const EditorContext = createContext<Editor | null>(null);
export const EditorProvider = EditorContext.Provider;

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (editor === null) throw new Error('useEditor outside the editor');
  return editor;
}

/** The problems at a path itself, or with `below` also those of what stands under it. */
export function problemsAt(problems: readonly Problem[], path: Path, below = false): readonly Problem[] {
  const text = textOfPath(path);
  return problems.filter((problem) => problem.path === text || (below && liesWithin(problem.path ?? '', path)));
}

export function parametersOf({ document }: Pick<Editor, 'document'>): Rulebook['parameters'] {
  return (document.parameters ?? {}) as Rulebook['parameters'];
}

export type ListedClause = { id: string; title: string };

export function clausesOf(document: Document): ListedClause[] {
  const regulations = (document.regulations ?? []) as Rulebook['regulations'];
  return regulations.flatMap(({ chapters }) => chapters.flatMap(({ clauses }) => clauses));
}
