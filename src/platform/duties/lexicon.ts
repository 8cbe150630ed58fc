import { ROLES } from '../../kernel/access/roles.ts';
import type { Lexicon } from '../../kernel/rulebook/lexicon.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The words of a vocabulary, for checking a rulebook where there is no database. */
export function lexiconOf(vocabulary: Vocabulary): Lexicon {
  return {
    attributes: mapped(vocabulary.attributes, ({ subject, type }) => ({ subject, type })),
    relations: Object.keys(vocabulary.relations),
    officers: [...ROLES],
    facts: mapped(vocabulary.facts, ({ subject, fields }) => ({
      subject,
      fields: mapped(fields, ({ type }) => ({ type })),
    })),
  };
}

function mapped<From, To>(record: Record<string, From>, of: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, of(value)]));
}
