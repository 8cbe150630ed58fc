import { ROLE_TITLES } from '../../kernel/access/roles.ts';
import type { Rulebook } from '../../kernel/rulebook/rulebook.ts';
import type { Words } from '../../kernel/rulebook/sentence.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The labels of a vocabulary and of what a rulebook declares, for putting a rule into a sentence. */
export function wordsOf(vocabulary: Vocabulary, declared: Pick<Rulebook, 'facts'> = { facts: {} }): Words {
  return {
    subjects: { customer: '客户', staff: '人员', institution: '机构' },
    attributes: vocabulary.attributes,
    relations: Object.fromEntries(Object.entries(vocabulary.relations).map(([name, { label }]) => [name, label])),
    officers: ROLE_TITLES,
    facts: { ...declared.facts, ...vocabulary.facts },
  };
}
