import type { Rulebook } from './rulebook.ts';
import type { SubjectType } from './subject.ts';

export type WordType = 'number' | 'text' | 'date' | 'boolean';

/** The words a rulebook may use, without the tables behind them; the engine's vocabulary gives it. */
export interface Lexicon {
  attributes: Record<string, { subject: SubjectType; type: WordType }>;
  /** Relations by which somebody holds a customer. */
  relations: string[];
  /** Roles whose nearest holder may bear a duty. */
  officers: string[];
  facts: Record<string, { subject: SubjectType; fields: Record<string, { type: WordType }> }>;
}

/** Fields of every fact: the day of the week (1 Monday … 7 Sunday) and the number of the fact that it answers. */
const COMMON_FIELDS = { weekday: { type: 'number' }, ref: { type: 'text' } } as const;

/** With the facts that the rulebook declares itself. */
export function withDeclared(lexicon: Lexicon, { facts }: Rulebook): Lexicon {
  const declared = Object.entries(facts).map(([name, { subject, fields }]) => [
    name,
    { subject, fields: { ...fields, ...COMMON_FIELDS } },
  ]);
  return { ...lexicon, facts: { ...Object.fromEntries(declared), ...lexicon.facts } };
}
