import { sql } from 'kysely';
import type { LimitRule, SubjectType } from '../../kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../kernel/rulebook/rulebook.ts';
import type { Db } from '../db/database.ts';
import { declaredVocabulary } from './engine.ts';

/** Subjects whose limits measure others, and the rules concerned. */
export interface Dependents {
  subjectType: SubjectType;
  subjectIds: number[];
  ruleIds: string[];
}

/**
 * Who has to be looked at again when subjects come, go or change: the people who hold or held the customers, the
 * institutions where the people are or were. Empty where no limit in the books measures them.
 */
export async function dependentsOf(
  db: Db,
  versions: RulebookVersion[],
  { subjectType, subjectIds }: { subjectType: SubjectType; subjectIds: number[] },
): Promise<Dependents | null> {
  const limits = versions.flatMap(({ rulebook }) => rulebook.rules).filter((rule) => rule.shape === 'limit');
  const found = subjectType === 'customer' ? await holders(db, limits, subjectIds) : null;
  if (found) return found;
  return subjectType === 'staff' ? institutions(db, limits, subjectIds) : null;
}

async function holders(db: Db, limits: LimitRule[], subjectIds: number[]): Promise<Dependents | null> {
  const measuring = limits.flatMap(({ id, measure }) => ('held' in measure ? [{ id, held: measure.held }] : []));
  const people = new Set<number>();
  for (const held of new Set(measuring.map((rule) => rule.held))) {
    const source = declaredVocabulary().relations[held];
    if (!source) continue;
    const { rows } = await sql<{ id: number }>`
      select distinct ${sql.ref(source.holder)} as id from ${sql.table(source.table)}
      where ${sql.ref(source.subject)} = any(${subjectIds}::bigint[])`.execute(db);
    for (const { id } of rows) people.add(id);
  }
  if (people.size === 0) return null;
  return { subjectType: 'staff', subjectIds: [...people], ruleIds: [...new Set(measuring.map(({ id }) => id))] };
}

async function institutions(db: Db, limits: LimitRule[], subjectIds: number[]): Promise<Dependents | null> {
  const ruleIds = limits.flatMap(({ id, measure }) => ('people' in measure ? [id] : []));
  const source = declaredVocabulary().subjects.staff;
  if (ruleIds.length === 0 || !source) return null;
  const { rows } = await sql<{ id: number }>`
    select distinct o.id from ${sql.table(source.table)} s
    join institution i on i.id = ${sql.ref(`s.${source.institution}`)}
    join institution o on i.ord >= o.ord and i.ord < o.ord_until
    where ${sql.ref(`s.${source.id}`)} = any(${subjectIds}::bigint[])`.execute(db);
  return { subjectType: 'institution', subjectIds: rows.map(({ id }) => id), ruleIds: [...new Set(ruleIds)] };
}
