import type { SubjectType } from './rule.ts';

/** The words a rulebook may use, without the tables behind them; the engine's vocabulary gives it. */
export interface Lexicon {
  attributes: Record<string, { subject: SubjectType }>;
  relations: string[];
  /** Roles whose nearest holder may bear a duty. */
  officers: string[];
  facts: Record<string, { subject: SubjectType; fields: string[]; dateFields: string[] }>;
}
