import { sql } from 'kysely';
import type { Db } from '../../src/platform/db/database.ts';

/** Another person, his account, and an institution that is neither here nor elsewhere of the people who ask. */
const SOMEBODY = 9;
const HIS_ACCOUNT = 2;
const FAR = 500;
const AT = '2026-03-04T02:00:00Z';
const FILE = '00000000-0000-4000-8000-000000000001';

type StrangeRow = {
  /** Who may read it all the same, in the words of the table of registers. */
  read: string;
  /** Plants the one row, which is somebody else's and lies far away; what the path then says. */
  plant(db: Db): Promise<string | number>;
};

const idOf = async (rows: Promise<{ rows: { id: number }[] }>) => (await rows).rows[0]?.id as number;

/** Rows that no register keeps but that a path can name. */
export const STRANGE_ROWS: Readonly<Record<string, StrangeRow>> = {
  session: {
    read: '',
    async plant(db) {
      await sql`insert into session (token_hash, account_id, created_at, seen_at, expires_at)
        values ('\\xabcd', ${HIS_ACCOUNT}, ${AT}, ${AT}, '2027-01-01T00:00:00Z') on conflict do nothing`.execute(db);
      return 'abcd';
    },
  },
  'saved-view': {
    read: '',
    plant: (db) =>
      idOf(
        sql<{ id: number }>`insert into saved_view (owner_id, register, name, query)
          values (${HIS_ACCOUNT}, 'customer', '我的', '{}')
          on conflict (owner_id, register, name) do update set query = excluded.query returning id`.execute(db),
      ),
  },
  'background-task': {
    read: '',
    plant: (db) =>
      idOf(
        sql<{ id: number }>`insert into task (kind, title, owner_id, parameters, created_at)
          values ('export', '导出', ${HIS_ACCOUNT}, '{}', ${AT}) returning id`.execute(db),
      ),
  },
  file: {
    read: '',
    async plant(db) {
      await sql`insert into stored_file (id, name, media_type, bytes, sha256, owner_id, created_at)
        values (${FILE}, '客户.xlsx', 'text/plain', 1, '\\x00', ${HIS_ACCOUNT}, ${AT}) on conflict do nothing`.execute(
        db,
      );
      return FILE;
    },
  },
  // What is sent to others only.
  receipt: {
    read: '',
    async plant(db) {
      await sql`insert into notice_receipt (notice_id, staff_id) values (77, ${SOMEBODY}) on conflict do nothing`.execute(
        db,
      );
      return 77;
    },
  },
  // Only with a customer of one's own.
  contact: {
    read: '',
    async plant(db) {
      await sql`delete from fact where key = 'LX-STRANGE'`.execute(db);
      await sql`
        insert into customer (id, no, name, kind, pinyin, institution_id, institution_ord, holder_id, opened_on, recorded_at)
        overriding system value
        values (88, 'C-STRANGE', '客户', 'corporate', 'kehu', 1, ${FAR}, ${SOMEBODY}, '2020-01-01', ${AT})
        on conflict do nothing`.execute(db);
      await sql`
        insert into fact (id, kind, key, subject_id, actor_id, method, origin, biz_date, occurred_at, recorded_at, dated_at)
        values (1, 'contact', 'LX-STRANGE', 88, ${SOMEBODY}, 'phone', 'register', '2026-03-04', ${AT}, ${AT}, ${AT})`.execute(
        db,
      );
      return 'LX-STRANGE';
    },
  },
  // Who is expected at a meeting; nobody else signs in.
  sheet: {
    read: '',
    async plant(db) {
      await sql`
        insert into meeting (id, no, title, kind, institution_id, institution_ord, state, starts_at, biz_date, opens_before,
          late_after, sign_in, attendees, recorded_at)
        overriding system value
        values (66, 'HY-STRANGE', '晨会', 'morning', 1, ${FAR}, 'called', '2026-03-05 08:30+08', '2026-03-05', 15, 15, 'button',
          'all', ${AT})
        on conflict do nothing`.execute(db);
      await sql`
        insert into meeting_attendance (meeting_id, staff_id, status) values (66, ${SOMEBODY}, 'expected')
        on conflict do nothing`.execute(db);
      return 66;
    },
  },
  // A draw that named somebody else.
  drawn: {
    read: 'audit: all',
    async plant(db) {
      await sql`
        insert into institution (id, no, name, type, ord, ord_until, opened_on, recorded_at)
        overriding system value values (78, 'N78', '支行', '支行', ${FAR}, ${FAR + 1}, '2020-01-01', ${AT})
        on conflict do nothing`.execute(db);
      await sql`
        insert into spot_check (no, institution_id, institution_ord, biz_date, running_no, target, wanted, ordered_by, ordered_at,
          checker_id, chain_seq, chain_hash, seed, candidates, candidates_digest, recorded_at)
        values ('CC-STRANGE', 78, ${FAR}, '2026-03-05', 77, 'everyone', 1, ${SOMEBODY}, ${AT},
          ${SOMEBODY}, 1, '', '', 'N9', '', ${AT})
        on conflict do nothing`.execute(db);
      return 'CC-STRANGE';
    },
  },
  // What somebody serves.
  person: { read: 'leader president: below | business hr audit: all', plant: plantPerson },
  // What is held against somebody.
  standing: { read: 'leader president business hr: below | audit: all', plant: plantPerson },
  breach: { read: 'leader president business hr: below | audit: all', plant: plantBreach },
  act: {
    read: 'leader president business: below',
    async plant(db) {
      const breach = await plantBreach(db);
      const act = await idOf(
        sql<{ id: number }>`insert into act (staff_id, reason, linked_by, recorded_at)
          values (${SOMEBODY}, '同一行为', 3, ${AT}) returning id`.execute(db),
      );
      await sql`insert into act_fault (act_id, breach_id) values (${act}, ${breach})`.execute(db);
      return act;
    },
  },
};

async function plantPerson(db: Db): Promise<number> {
  await sql`
    insert into staff (id, no, name, joined_on, institution_id, institution_ord, recorded_at)
    overriding system value
    values (${SOMEBODY}, 'N9', '他人', '2020-01-01', 1, ${FAR}, ${AT}) on conflict do nothing`.execute(db);
  return SOMEBODY;
}

function plantBreach(db: Db): Promise<number> {
  return idOf(
    sql<{ id: number }>`
      insert into breach (rule_id, clause_id, subject_type, subject_id, anchor, period, bearer_id, institution_id,
        institution_ord, breached_at, judgeable_at, need, got, recorded_at)
      values ('CUS-1a', 'CUS-1', 'customer', 88, '2026-02-01', 'month', ${SOMEBODY}, 1, ${FAR}, ${AT}, ${AT}, 2, 0, ${AT})
      on conflict (subject_id, rule_id, anchor) do update set need = excluded.need returning id`.execute(db),
  );
}

/** The row's relations, as the grid of registers knows them. */
export const STRANGE = { own: [], held: false, helped: false, ord: FAR, ended: false, index: 0, id: 0 };

/** What a register's row needs beside it, or nobody finds it at the register's other endpoints. */
export const FURNISHED: Readonly<Record<string, (db: Db) => Promise<unknown>>> = {
  'rulebook-draft': async (db) => {
    await sql`
      insert into rulebook_version (id, title, effective_on, content, sha256, published_at)
      overriding system value values (1, '制度', '2026-01-01', '{}', '\\x00', ${AT}) on conflict do nothing`.execute(
      db,
    );
    await sql`
      insert into rulebook_draft_content (draft_id, content) select id, '{}' from rulebook_draft
      on conflict do nothing`.execute(db);
  },
};
