import { ROLES } from '../../kernel/access/roles.ts';
import type { Lexicon } from '../../kernel/rulebook/lexicon.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The words of a vocabulary, for checking a rulebook where there is no database. */
export function lexiconOf(vocabulary: Vocabulary): Lexicon {
  const facts = Object.entries(vocabulary.facts).map(([name, { subject, fields }]) => [
    name,
    {
      subject,
      fields: Object.keys(fields),
      dateFields: Object.keys(fields).filter((field) => fields[field]?.type === 'date'),
    },
  ]);
  return {
    attributes: vocabulary.attributes,
    relations: Object.keys(vocabulary.relations),
    officers: [...ROLES],
    facts: Object.fromEntries(facts),
  };
}
