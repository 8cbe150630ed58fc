import type { Question, Regulation } from './rulebook.ts';

/** A question as it is put: without its answer. */
export type AskedQuestion = { clause: string; question: string; options: string[] };

/** The questions of a regulation, in the order of its clauses. */
export function questionsOf(regulation: Regulation): (Question & { clause: string })[] {
  return regulation.chapters.flatMap(({ clauses }) =>
    clauses.flatMap(({ id, quiz }) => (quiz ?? []).map((question) => ({ ...question, clause: id }))),
  );
}

/** The places of the questions that were answered wrongly or not at all; none: passed. */
export function wrongAnswers(regulation: Regulation, answers: readonly (number | null)[]): number[] {
  return questionsOf(regulation).flatMap(({ answer }, index) => (answers[index] === answer ? [] : [index]));
}

/** What everybody may read: the regulations without the answers of their quizzes. */
export function withoutAnswers<Listed extends { chapters: { clauses: object[] }[] }>(
  regulations: readonly Listed[],
): Listed[] {
  return regulations.map((regulation) => ({
    ...regulation,
    chapters: regulation.chapters.map((chapter) => ({
      ...chapter,
      clauses: chapter.clauses.map((clause) => ({ ...clause, quiz: undefined })),
    })),
  }));
}
