import { type RawBuilder, sql } from 'kysely';

/** Duties by how they stand. `inProgress` are those whose end is not yet reached; `void` are owed by nobody. */
export type Figures = {
  duties: number;
  fulfilled: number;
  late: number;
  breached: number;
  waived: number;
  void: number;
  inProgress: number;
};

/** The sums of `execution_tally` under `alias`, by name. */
export function sumsOf(alias: string): RawBuilder<unknown> {
  const sum = (column: string) => sql`coalesce(sum(${sql.ref(`${alias}.${column}`)}), 0)::int`;
  return sql`${sum('duties')} as duties, ${sum('fulfilled')} as fulfilled, ${sum('late')} as late,
    ${sum('breached')} as breached, ${sum('waived')} as waived, ${sum('void')} as void,
    ${sum('in_progress')} as "inProgress"`;
}

/** 按时率 in per cent with one decimal: in time of what is decided; null where nothing is. Waived and void are left out. */
export function onTimeShare({ fulfilled, late, breached }: Pick<Figures, 'fulfilled' | 'late' | 'breached'>) {
  const decided = fulfilled + late + breached;
  return decided === 0 ? null : Math.round((1000 * fulfilled) / decided) / 10;
}
