import type { CivilDate } from '../../src/kernel/calendar/index.ts';
import type { RulebookVersion } from '../../src/kernel/rulebook/rulebook.ts';
import { customersVocabulary } from '../../src/modules/customers/customers.vocabulary.ts';
import { dailyVocabulary } from '../../src/modules/daily/daily.vocabulary.ts';
import { meetingVocabulary } from '../../src/modules/daily/meeting/meeting.vocabulary.ts';
import { organisationVocabulary } from '../../src/modules/organisation/organisation.vocabulary.ts';
import type { Db } from '../../src/platform/db/database.ts';
import {
  type Explanation,
  evaluateDuties,
  explainDuty,
  mergeVocabulary,
  type Vocabulary,
} from '../../src/platform/duties/public.ts';
import type { Instant } from './days.ts';
import { LOAN } from './generate-rules.ts';
import type { DutyRow } from './history.ts';
import { stamp } from './load.ts';
import { sortRows } from './reference.ts';

export const ZONE = 'Asia/Shanghai';

/** A loan is no fact of the house yet; here it stands for whatever carries a date to count back from. */
const loans: Partial<Vocabulary> = {
  facts: {
    [LOAN]: {
      label: '贷款发放',
      subject: 'customer',
      fields: { dueOn: { label: '到期日', column: 'due_on', type: 'date' } },
    },
  },
};

export const VOCABULARY_PARTS = [
  organisationVocabulary,
  customersVocabulary,
  dailyVocabulary,
  meetingVocabulary,
  loans,
];
const vocabulary = mergeVocabulary(VOCABULARY_PARTS);

export const instant = (at: Instant): Date => new Date(stamp(at) as string);

/** The same question as the reference evaluator's, put to the engine's SQL. */
export async function evaluateByEngine(
  db: Db,
  versions: RulebookVersion[],
  { asOf, known, since }: { asOf: Instant; known: Instant; since?: CivilDate },
): Promise<DutyRow[]> {
  const evaluation = { vocabulary, versions, asOf: instant(asOf), known: instant(known), zone: ZONE, since };
  const rows = await evaluateDuties(db, evaluation);
  const timed = (at: string): Instant => (at.length === 10 ? `${at}T00:00` : at);
  return sortRows(
    rows.map((row) => ({
      ...row,
      start: timed(row.start),
      until: timed(row.until),
      status: row.status as DutyRow['status'],
    })),
  );
}

/** Why the engine wants a duty, by its subject's row; null where it wants none. */
export function explainedByEngine(
  db: Db,
  versions: RulebookVersion[],
  at: Instant,
  key: Parameters<typeof explainDuty>[2],
): Promise<Explanation | null> {
  return explainDuty(db, { vocabulary, versions, asOf: instant(at), known: instant(at), zone: ZONE }, key);
}
