import type { Db } from '../../src/platform/db/database.ts';

const RECORDED_AT = new Date('2020-01-01T00:00:00+08:00');

/** One institution; the whole bank is `[0, 100)`. */
export async function addInstitution(db: Db, row: { no: string; ord: number; ordUntil: number }): Promise<number> {
  const { id } = await db
    .insertInto('institution')
    .values({
      no: row.no,
      name: `机构${row.no}`,
      type: '支行',
      ord: row.ord,
      ord_until: row.ordUntil,
      opened_on: '2020-01-01',
      recorded_at: RECORDED_AT,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const version = { institution_id: id, type: '支行', opened_on: '2020-01-01', recorded_at: RECORDED_AT };
  await db.insertInto('institution_version').values(version).execute();
  return id;
}

export async function addPost(db: Db, name: string, role: string): Promise<void> {
  const post = { name, role, recorded_at: RECORDED_AT };
  await db
    .insertInto('post')
    .values(post)
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
}

export async function addStaff(db: Db, no: string, leftOn: string | null = null): Promise<number> {
  const { id } = await db
    .insertInto('staff')
    .values({ no, name: `职员${no}`, joined_on: '2020-01-01', left_on: leftOn, recorded_at: RECORDED_AT })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function appoint(
  db: Db,
  row: { staffId: number; post: string; institutionId: number; from?: string; until?: string; isMain?: boolean },
): Promise<number> {
  const { id } = await db
    .insertInto('appointment')
    .values({
      staff_id: row.staffId,
      post: row.post,
      institution_id: row.institutionId,
      valid_from: row.from ?? '2020-01-01',
      valid_until: row.until ?? null,
      is_main: row.isMain ?? true,
      recorded_at: RECORDED_AT,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
