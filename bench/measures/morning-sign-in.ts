import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { addDays, civilDateOf } from '../../src/kernel/calendar/index.ts';
import { followExpectations } from '../../src/modules/daily/meeting/expectation.ts';
import { hashToken, newToken } from '../../src/platform/auth/token.ts';
import { foldStale } from '../../src/platform/duties/public.ts';
import { ACCOUNTS } from '../data/prepare.ts';
import type { Bench } from '../support/bench.ts';
import type { Measure } from '../support/figure.ts';
import { createClient } from '../support/http.ts';
import { startServerProcess } from '../support/server.ts';
import { percentile } from '../support/statistics.ts';

const PEOPLE = 2000;
const SECONDS = 60;
const CONNECTIONS = 64;
/** People in one room. */
const ROOM = 25;
const MARK = 'bench-morning';

export const morningSignIn: Measure = {
  name: 'morning-sign-in',
  title: '2,000 people signing in to their morning meetings within one minute, each by his own session (p99, errors)',
  async run(bench) {
    await clear(bench);
    const share = Math.min(1, bench.scale * 10);
    const seats = await seatPeople(bench, Math.round(PEOPLE * share));
    const server = await startServerProcess(bench);
    const signedIn = await server.signIn(ACCOUNTS.manager);
    const [cookieName] = signedIn.split('=');
    const client = createClient(server.url, signedIn, CONNECTIONS);
    const took: number[] = [];
    let errors = 0;
    const window = SECONDS * 1000 * share;
    try {
      await Promise.all(
        seats.map(async ({ meeting, token }, index) => {
          await sleep(moment(index) * window);
          const started = performance.now();
          try {
            await client.send('POST', `/api/meetings/${meeting}/sign-in`, {}, `${cookieName}=${token}`);
            took.push(performance.now() - started);
          } catch {
            errors += 1;
          }
        }),
      );
    } finally {
      client.close();
      await server.stop();
      await clear(bench);
    }
    const none = { floor: null, ratio: null };
    return [
      { name: this.name, unit: 'ms', value: percentile(took, 0.99), ...none, goal: { atMost: 300 } },
      { name: `${this.name}-errors`, unit: '', value: errors, ...none, goal: { atMost: 0 } },
    ];
  },
};

/** A place in [0, 1): most come in the last third of the minute, as people do. The same in every run. */
function moment(index: number): number {
  const even = (index * 0.6180339887498949) % 1;
  return even ** 0.6;
}

type Seat = { meeting: number; token: string };

/** People with sessions of their own, in rooms at the bench's outlets, whose meetings begin in some minutes. */
async function seatPeople({ ctx }: Bench, people: number): Promise<Seat[]> {
  const now = ctx.clock.now();
  const today = civilDateOf(now, ctx.zone);
  const tokens = Array.from({ length: people }, newToken);
  const { rows } = await sql<{ id: number; account_id: number }>`
    with place as (select id, ord, row_number() over (order by id) - 1 as n from institution where type = '支行'),
      person as (
        insert into staff (no, name, joined_on, institution_id, institution_ord, recorded_at)
        select ${MARK}::text || '-' || g.n, '签到' || g.n, '2012-01-01', p.id, p.ord, ${now}
        from generate_series(1, ${people}) g (n) join place p on p.n = (g.n / ${ROOM}) % (select count(*) from place)
        returning id, institution_id, institution_ord),
      post as (
        insert into appointment (staff_id, post, institution_id, institution_ord, valid_from, recorded_at)
        select id, '客户经理', institution_id, institution_ord, ${addDays(today, -30)}::date, ${now} from person)
    insert into account (login, staff_id, password_hash, must_change, created_at)
    select ${MARK}::text || '-' || id, id, '-', false, ${now} from person returning staff_id as id, id as account_id`.execute(
    ctx.db,
  );
  await sql`
    insert into session (token_hash, account_id, created_at, seen_at, expires_at)
    select decode(hash, 'hex'), account_id, ${now}, ${now}, ${new Date(now.getTime() + 3_600_000)}
    from unnest(${tokens.map((token) => hashToken(token).toString('hex'))}::text[],
      ${rows.map(({ account_id }) => account_id)}::bigint[]) as given (hash, account_id)`.execute(ctx.db);
  await sql`
    insert into meeting (no, title, kind, institution_id, institution_ord, state, starts_at, biz_date, opens_before,
      late_after, sign_in, attendees, recorded_at)
    select distinct ${MARK}::text || '-' || institution_id, '晨会', 'morning', institution_id, institution_ord, 'called',
      ${new Date(now.getTime() + 600_000)}::timestamptz, ${today}::date, 60, 0, 'button', 'everyone', ${now}::timestamptz
    from staff where no like ${`${MARK}-%`}`.execute(ctx.db);
  const seated = await sql<{ meeting: number; staff: number }>`
    insert into meeting_attendance (meeting_id, staff_id, status)
    select m.id, s.id, 'expected' from staff s join meeting m on m.no = ${MARK}::text || '-' || s.institution_id
    where s.no like ${`${MARK}-%`} returning meeting_id as meeting, staff_id as staff`.execute(ctx.db);
  await followExpectations(ctx, [...new Set(seated.rows.map(({ meeting }) => meeting))]);
  await foldStale(ctx);
  const tokenOf = new Map(rows.map(({ id }, index) => [id, tokens[index] as string]));
  return seated.rows.map(({ meeting, staff }) => ({ meeting, token: tokenOf.get(staff) as string }));
}

/** Takes away what the measure added; audit records stay, as they must. */
async function clear({ ctx: { db } }: Bench): Promise<void> {
  const people = sql`select id from staff where no like ${`${MARK}-%`}`;
  const accounts = sql`select id from account where login like ${`${MARK}-%`}`;
  await sql`delete from fact where kind in ('meeting.expected', 'meeting.attended') and subject_id in (${people})`.execute(
    db,
  );
  await sql`delete from breach where subject_id in (${people})`.execute(db);
  await sql`delete from duty where subject_id in (${people})`.execute(db);
  await sql`delete from meeting_attendance where staff_id in (${people})`.execute(db);
  await sql`delete from meeting where no like ${`${MARK}-%`}`.execute(db);
  await sql`delete from idempotency_key where account_id in (${accounts})`.execute(db);
  await sql`delete from session where account_id in (${accounts})`.execute(db);
  await sql`delete from account where login like ${`${MARK}-%`}`.execute(db);
  await sql`delete from appointment where staff_id in (${people})`.execute(db);
  await sql`delete from staff where no like ${`${MARK}-%`}`.execute(db);
}
