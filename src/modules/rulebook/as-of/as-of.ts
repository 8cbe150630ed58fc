import { sql } from 'kysely';
import type { CivilDate } from '../../../kernel/calendar/index.ts';
import type { SubjectType } from '../../../kernel/rulebook/rule.ts';
import type { RulebookVersion } from '../../../kernel/rulebook/rulebook.ts';
import type { Context } from '../../../platform/context.ts';
import type { DutyRow } from '../../../platform/duties/public.ts';
import { versionOn } from '../library/in-force.ts';
import { type Change, changesSince, type Window } from './changes.ts';
import { keyOf, type Owed, owedOn } from './owed.ts';
import { type Person, readablePerson } from './person.ts';

/** How a duty stood: `bearer` is a 工号. */
export type Standing = { need: number; got: number; status: string; bearer: string | null };

export type AsOfLine = {
  rule: string;
  clause: string;
  title: string;
  subjectType: SubjectType;
  subjectId: number;
  subjectNo: string;
  subjectName: string | null;
  anchor: string;
  start: string;
  until: string;
  /** By which version of the rulebook. */
  version: number;
  /** As computed then; null: nobody knew then that it was owed. */
  past: Standing | null;
  /** The same moment by what is known today; null: by today's knowledge it was not owed by him. */
  hindsight: Standing | null;
  /** As it stands now. */
  today: Standing | null;
  breachId: number | null;
  changes: Change[];
};

export type AsOf = { person: Person; day: CivilDate; asOf: Date; lines: AsOfLine[]; hidden: number };

/**
 * 追溯: what a person owed on a day, by which version and on which evidence, and what is different today and why
 * (依据 RUL-5). Throws AS_OF_PERSON, AS_OF_FUTURE.
 */
export async function asOfDay(ctx: Context, { staff, day }: { staff: number; day: CivilDate }): Promise<AsOf> {
  const { person, sees } = await readablePerson(ctx, staff);
  const owed = await owedOn(ctx, person, day);
  const [past, hindsight] = [byKey(owed.past.duties), byKey(owed.hindsight.duties)];
  const keys = [...new Set([...past.keys(), ...hindsight.keys()])].sort();
  const live = await liveRows(ctx, owed);
  const pairs = keys.flatMap((key) => {
    const [was, is] = [past.get(key), hindsight.get(key)];
    const now = live.get(key);
    const duty = was ?? is;
    return duty && now && !(isNothing(was) && isNothing(is)) ? [{ key, duty, was, is, now }] : [];
  });
  const visible = pairs.filter(({ now }) => sees(now.ord));
  const windows = visible.flatMap(({ key, duty, now }): Window[] => {
    const rule = ruling(owed, duty).rule;
    return rule
      ? [
          {
            key,
            rule,
            subjectType: now.subjectType,
            subjectId: now.subjectId,
            anchor: duty.anchor,
            from: now.from,
            until: now.until,
          },
        ]
      : [];
  });
  const changes = await changesSince(ctx, windows, { known: owed.asOf, asOf: owed.asOf, staffId: person.id });
  const lines = visible.map(({ key, duty, was, is, now }): AsOfLine => {
    const { rule, version, republished } = ruling(owed, duty);
    return {
      rule: duty.rule,
      clause: duty.clause,
      title: rule?.title ?? duty.rule,
      subjectType: now.subjectType,
      subjectId: now.subjectId,
      subjectNo: duty.subject,
      subjectName: now.subjectName,
      anchor: duty.anchor,
      start: duty.start,
      until: duty.until,
      version: version?.id ?? 0,
      past: standingOf(was),
      hindsight: standingOf(is),
      today: { need: now.need, got: now.got, status: now.status, bearer: now.bearer },
      breachId: now.breachId,
      changes: [...republished, ...(changes.get(key) ?? [])],
    };
  });
  return { person, day, asOf: owed.asOf, lines, hidden: pairs.length - visible.length };
}

const byKey = (rows: readonly DutyRow[]) => new Map(rows.map((row) => [keyOf(row), row]));

/** A void duty is owed by nobody. */
const isNothing = (row: DutyRow | undefined) => row === undefined || row.status === 'void';

function standingOf(row: DutyRow | undefined): Standing | null {
  return row === undefined ? null : { need: row.need, got: row.got, status: row.status, bearer: row.bearer };
}

/** The rule and version that a duty followed then; and if by now another version rules its first day, that change. */
function ruling({ past, hindsight }: Owed, { rule: id, start }: DutyRow) {
  const day = start.slice(0, 10);
  const was = versionOn(past.evaluation.versions, day);
  const is = versionOn(hindsight.evaluation.versions, day);
  const version = was ?? is;
  const found = ruleIn(version, id) ?? ruleIn(is, id);
  const republished: Change[] =
    was && is && was.id !== is.id
      ? [{ kind: 'version', at: hindsight.evaluation.known, detail: `${was.id} → ${is.id}`, by: null }]
      : [];
  return { rule: found, version, republished };
}

const ruleIn = (version: RulebookVersion | undefined, id: string) =>
  version?.rulebook.rules.find((rule) => rule.id === id);

type Live = {
  key: string;
  subjectType: SubjectType;
  subjectId: number;
  subjectName: string | null;
  ord: number | null;
  from: Date;
  until: Date;
  need: number;
  got: number;
  status: string;
  bearer: string | null;
  breachId: number | null;
};

/** The live rows of what was owed; duties are never deleted, so each has one. */
async function liveRows({ db }: Context, { past, hindsight, subjects }: Owed): Promise<Map<string, Live>> {
  const duties = [...byKey([...past.duties, ...hindsight.duties]).values()];
  const { rows } = await sql<Live>`
    select concat_ws(E'\\n', d.rule_id, coalesce(c.no, s.no, o.no), d.anchor) as key, d.subject_type as "subjectType",
      d.subject_id as "subjectId", coalesce(c.name, s.name, o.name) as "subjectName",
      d.institution_ord as ord, d.starts_at as "from", d.until_at as "until", d.need, d.got, d.status, b.no as bearer,
      x.id as "breachId"
    from duty d
    left join customer c on d.subject_type = 'customer' and c.id = d.subject_id
    left join staff s on d.subject_type = 'staff' and s.id = d.subject_id
    left join institution o on d.subject_type = 'institution' and o.id = d.subject_id
    left join staff b on b.id = d.bearer_id
    left join breach x on x.subject_id = d.subject_id and x.rule_id = d.rule_id and x.anchor = d.anchor
    where d.subject_id = any(${subjects.flatMap(({ ids }) => ids)}::bigint[])
      and d.rule_id = any(${[...new Set(duties.map(({ rule }) => rule))]}::text[])
      and d.anchor = any(${[...new Set(duties.map(({ anchor }) => anchor))]}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.key, row]));
}
