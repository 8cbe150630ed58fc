import { type RawBuilder, sql } from 'kysely';

/** Ids that a person may mean by `subject`: the bank's own number of a customer, person or institution, or a row's id. */
export function subjectCandidates(subject: string): RawBuilder<unknown> {
  const id = rowId(subject);
  return sql`
    select id from customer where no = ${subject} union all select id from staff where no = ${subject}
    union all select id from institution where no = ${subject}
    ${id === null ? sql`` : sql`union all select ${id}::bigint`}`;
}

/** The row's id that the text is, or null. */
export function rowId(subject: string): number | null {
  return /^[1-9]\d{0,14}$/.test(subject) ? Number(subject) : null;
}
