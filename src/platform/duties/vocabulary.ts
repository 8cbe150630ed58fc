import type { SubjectType } from '../../kernel/rulebook/rule.ts';
import type { Rulebook } from '../../kernel/rulebook/rulebook.ts';

/**
 * The words that rules may use, and the tables behind them. The engine knows no business: modules declare what a
 * subject, an attribute, a relation and a fact are, and a rule names them. Every table here is a ledger, with
 * `recorded_at` and `superseded_at`, so that a rule can be judged by what was known at any moment.
 */
export interface Vocabulary {
  subjects: Partial<Record<SubjectType, SubjectSource>>;
  spans: Record<string, SpanSource>;
  attributes: Record<string, AttributeSource>;
  relations: Record<string, RelationSource>;
  absences: Record<string, AbsenceSource>;
  facts: Record<string, FactSource>;
}

/** Who can be owed for: the ledger of its existence, its institution and its plain attributes. */
export interface SubjectSource {
  table: string;
  /** Column with the subject's id. */
  id: string;
  /** First day on which the subject counts. */
  from: string;
  /** First day on which it no longer counts; absent: it never ends. */
  until?: string;
  /** The ledger may hold several rows of one subject, each for days of its own; the days between them do not count. */
  spans?: boolean;
  institution: string;
  /** Table with columns `id` and `no` (the bank's own number) and `name`. */
  entity: string;
}

/** Values in force from a day until the subject's next row. */
export interface SpanSource {
  table: string;
  subject: string;
  from: string;
}

export interface AttributeSource {
  label: string;
  subject: SubjectType;
  type: 'number' | 'text';
  /** The subject's own ledger, or the name of a span. */
  of: 'subject' | string;
  column: string;
  /** The value before the first row of a span. */
  before?: number | string;
  unit?: string;
  /** Chinese names of the values that a choice can take. */
  values?: Record<string, string>;
}

/** Somebody holds the subject from a day until a day; spans of one subject do not overlap. */
export interface RelationSource {
  label: string;
  table: string;
  subject: string;
  holder: string;
  from: string;
  /** First day no longer held; null in the column: open. */
  until: string;
  where: Record<string, string>;
  /** Days on which the holder's subject is not eligible. */
  absence?: string;
}

/** Days on which a person is away; spans may overlap. */
export interface AbsenceSource {
  label: string;
  table: string;
  person: string;
  from: string;
  until: string;
  /** Boolean column: only rows where it is true count. */
  counts: string;
}

/** A kind of fact in the ledger `fact` and the fields that a rule may read of it. */
export interface FactSource {
  label: string;
  subject: SubjectType;
  fields: Record<string, FactField>;
}

/** A field is a column of the ledger, a key of what the fact carries beside them (`extra`), or worked out. */
export type FactField = {
  label: string;
  type: 'text' | 'number' | 'date' | 'boolean';
  /** Chinese names of the values that a choice can take. */
  values?: Record<string, string>;
} & ({ column: string } | { key: string } | { derived: 'weekday' });

/** Fields that every fact has, whoever declares it: the day of the week (1 Monday … 7 Sunday) and what it answers. */
export const COMMON_FIELDS: Record<string, FactField> = {
  weekday: { label: '星期', type: 'number', derived: 'weekday' },
  ref: { label: '关联', type: 'text', column: 'ref' },
};

const extended = new WeakMap<Rulebook, WeakMap<Vocabulary, Vocabulary>>();

/** The words of the house and those that a rulebook declares itself; its facts keep their fields in `extra`. */
export function vocabularyOf(vocabulary: Vocabulary, rulebook: Rulebook): Vocabulary {
  const names = Object.keys(rulebook.facts);
  if (names.length === 0) return vocabulary;
  const known = extended.get(rulebook) ?? new WeakMap<Vocabulary, Vocabulary>();
  extended.set(rulebook, known);
  const joined = known.get(vocabulary) ?? { ...vocabulary, facts: { ...vocabulary.facts, ...declaredFacts(rulebook) } };
  known.set(vocabulary, joined);
  return joined;
}

function declaredFacts({ facts }: Rulebook): Record<string, FactSource> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, { label, subject, fields }]) => [
      name,
      {
        label,
        subject,
        fields: {
          ...Object.fromEntries(
            Object.entries(fields).map(([key, { values, ...field }]) => [
              key,
              { ...field, key, ...(values && { values }) },
            ]),
          ),
          ...COMMON_FIELDS,
        },
      },
    ]),
  );
}

/** Joins what the modules declare. A word that two modules declare is a programming error. */
export function mergeVocabulary(parts: Partial<Vocabulary>[]): Vocabulary {
  const merged: Vocabulary = { subjects: {}, spans: {}, attributes: {}, relations: {}, absences: {}, facts: {} };
  for (const part of parts) {
    for (const [group, words] of Object.entries(part) as [keyof Vocabulary, Record<string, unknown>][]) {
      for (const [word, source] of Object.entries(words)) {
        const known = merged[group] as Record<string, unknown>;
        if (word in known) throw new Error(`vocabulary word ${group}.${word} is declared twice`);
        known[word] = { ...(source as object) };
      }
    }
  }
  for (const fact of Object.values(merged.facts)) fact.fields = { ...fact.fields, ...COMMON_FIELDS };
  return merged;
}
