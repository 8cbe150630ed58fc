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

/** With the facts that the rulebook declares itself. */
export function withDeclared(lexicon: Lexicon, { facts }: Rulebook): Lexicon {
  return { ...lexicon, facts: { ...facts, ...lexicon.facts } };
}
