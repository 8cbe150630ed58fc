import type { Regulation } from '../../../../kernel/rulebook/rulebook.ts';

/** Where a regulation, a chapter of it or a clause of that stands. */
export type Place = readonly [regulation: number, chapter?: number, clause?: number];

/** The list with one of its things a place earlier (-1) or later (1); at its end it stays. */
export function shifted<Thing>(list: readonly Thing[], index: number, by: -1 | 1): Thing[] {
  const other = index + by;
  const [thing, neighbour] = [list[index], list[other]];
  if (thing === undefined || neighbour === undefined) return [...list];
  return list.with(index, neighbour).with(other, thing);
}

/** Moves a thing among its like. A clause at its chapter's end goes over into the next chapter of its regulation. */
export function moved(regulations: readonly Regulation[], place: Place, by: -1 | 1): Regulation[] {
  const [r, c, k] = place;
  if (c === undefined) return shifted(regulations, r, by);
  return replaced(regulations, r, (regulation) => {
    if (k === undefined) return { ...regulation, chapters: shifted(regulation.chapters, c, by) };
    return { ...regulation, chapters: withMovedClause(regulation.chapters, [c, k], by) };
  });
}

function withMovedClause(chapters: Regulation['chapters'], [c, k]: [number, number], by: -1 | 1) {
  const [from, to] = [chapters[c], chapters[c + by]];
  const clause = from?.clauses[k];
  if (!from || !clause) return chapters;
  if (from.clauses[k + by] !== undefined) {
    return chapters.with(c, { ...from, clauses: shifted(from.clauses, k, by) });
  }
  if (!to) return chapters;
  const clauses = by === 1 ? [clause, ...to.clauses] : [...to.clauses, clause];
  return chapters.with(c, { ...from, clauses: from.clauses.toSpliced(k, 1) }).with(c + by, { ...to, clauses });
}

/** Without a regulation or a chapter. */
export function removed(regulations: readonly Regulation[], [r, c]: Place): Regulation[] {
  if (c === undefined) return regulations.toSpliced(r, 1);
  return replaced(regulations, r, (one) => ({ ...one, chapters: one.chapters.toSpliced(c, 1) }));
}

/** Whether nothing would be lost with it: rules refer to clauses, so these are moved or removed first. */
export function isEmpty(regulations: readonly Regulation[], [r, c]: Place): boolean {
  const chapters = regulations[r]?.chapters ?? [];
  const those = c === undefined ? chapters : chapters.slice(c, c + 1);
  return those.every(({ clauses }) => clauses.length === 0);
}

/** With a new regulation at the end, under a number of its own, holding one chapter to begin with. */
export function withRegulation(regulations: readonly Regulation[]): Regulation[] {
  const taken = new Set(regulations.map(({ id }) => id));
  let number = regulations.length + 1;
  while (taken.has(`regulation-${number}`)) number++;
  const chapters = [{ title: '第一章', clauses: [] }];
  return [...regulations, { id: `regulation-${number}`, title: '', issuer: '', scope: '', chapters }];
}

/** With a new chapter at a regulation's end. */
export function withChapter(regulations: readonly Regulation[], r: number): Regulation[] {
  return replaced(regulations, r, (one) => ({
    ...one,
    chapters: [...one.chapters, { title: `新的一章 ${one.chapters.length + 1}`, clauses: [] }],
  }));
}

function replaced(
  regulations: readonly Regulation[],
  r: number,
  change: (one: Regulation) => Regulation,
): Regulation[] {
  return regulations.map((regulation, index) => (index === r ? change(regulation) : regulation));
}
