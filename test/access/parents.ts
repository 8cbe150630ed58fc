import { sql } from 'kysely';
import type { Db } from '../../src/platform/db/database.ts';
import type { Planted } from './grid.ts';

type Parent = { id: number; staffId: number; relations: Pick<Planted, 'ord'> };

/**
 * What some registers' rows lie in and their server work reads before it does anything; planted with the same relations.
 * Customers need no mention: every row has one.
 */
export const PARENTS: Readonly<Record<string, { column: string; plant(db: Db, parent: Parent): Promise<unknown> }>> = {
  outing_stop: {
    column: 'outing_id',
    plant: (db, { id, staffId, relations }) =>
      sql`
      insert into outing (id, no, staff_id, institution_ord, state, kind, biz_date, planned_out_at, expected_return_at,
        business, recorded_at)
      overriding system value
      values (${id}, ${`W${id}`}, ${staffId}, ${relations.ord}, 'planned', 'business', '2026-03-05',
        '2026-03-05 09:00+08', '2026-03-05 12:00+08', '走访', '2026-03-05 09:00+08')
      on conflict (id) do update set staff_id = excluded.staff_id, institution_ord = excluded.institution_ord`.execute(
        db,
      ),
  },
  'post-check': {
    column: 'staff_id',
    plant: (db, { id }) =>
      sql`
      insert into staff (id, no, name, joined_on, recorded_at)
      overriding system value values (${id}, ${`CG${id}`}, '被查人', '2020-01-01', '2026-03-05 09:00+08')
      on conflict (id) do nothing`.execute(db),
  },
};
