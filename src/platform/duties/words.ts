import { ROLE_TITLES } from '../../kernel/access/roles.ts';
import type { Words } from '../../kernel/rulebook/sentence.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The labels of a vocabulary, for putting a rule into a sentence. */
export function wordsOf(vocabulary: Vocabulary): Words {
  return {
    subjects: { customer: '客户', staff: '人员', institution: '机构' },
    attributes: vocabulary.attributes,
    relations: Object.fromEntries(Object.entries(vocabulary.relations).map(([name, { label }]) => [name, label])),
    officers: ROLE_TITLES,
    facts: vocabulary.facts,
  };
}
