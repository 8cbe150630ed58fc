import type { RawBuilder } from 'kysely';
import type { FactSelector } from '../../../kernel/rulebook/rule.ts';
import type { Parameter } from '../../../kernel/rulebook/rulebook.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { compileCondition } from './expression.ts';
import { fieldOf } from './field.ts';

/** What a selector asks of a fact `f` of its kind, as a SQL condition. */
export function selectorCondition(
  { fact, where }: FactSelector,
  { vocabulary, parameters }: { vocabulary: Vocabulary; parameters: Record<string, Parameter> },
): RawBuilder<boolean> {
  return compileCondition(where, {
    parameters,
    attribute() {
      throw new Error('a fact has fields, not attributes; the rulebook check refuses this');
    },
    field: (name) => fieldOf(vocabulary, fact, name, 'f'),
  });
}
