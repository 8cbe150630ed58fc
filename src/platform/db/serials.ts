import { sql } from 'kysely';
import type { Db } from './database.ts';

/** How many a process takes at once; those that it does not use are left out, which is harmless. */
const BLOCK = 32;

type Block = { numbers: number[]; filling: Promise<void> | null };

/** Per database: the adapter is the one object that a Kysely and its transactions share. */
const blocks = new WeakMap<object, Block>();

/** The next running number for a register's number, mostly without asking the database. Each is given out once. */
export async function drawSerial(db: Db): Promise<number> {
  const { adapter } = db.getExecutor();
  const block = blocks.get(adapter) ?? { numbers: [], filling: null };
  blocks.set(adapter, block);
  for (;;) {
    const number = block.numbers.pop();
    if (number !== undefined) return number;
    block.filling ??= fill(db, block).finally(() => {
      block.filling = null;
    });
    await block.filling;
  }
}

async function fill(db: Db, block: Block): Promise<void> {
  const { rows } = await sql<{ number: number }>`
    select nextval('serial_no') as number from generate_series(1, ${BLOCK}::int)`.execute(db);
  block.numbers = rows.map(({ number }) => number).reverse();
}
