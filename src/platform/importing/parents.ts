import { type RawBuilder, sql } from 'kysely';
import { refuseLines } from './lines.ts';
import { type ImportRun, rowsOf } from './run.ts';

/** A file's row that says under whom it stands. */
export type ParentClaim = { row: number; no: string; parentNo: string | null };

export type ParentWords = { missing(no: string): string; refused(no: string): string; cycle: string };

/**
 * Checks a hierarchy as it would be after the file: the file's claims over what is known (`known`: number → parent).
 * Returns the rows to refuse: whose parent is nowhere, whose parent is itself refused and nowhere, and those on a
 * cycle. A refused row of a known number leaves it where it was. The order of the claims is irrelevant.
 */
export function checkParents(
  known: ReadonlyMap<string, string | null>,
  claims: readonly ParentClaim[],
  words: ParentWords,
): Map<number, string> {
  const refusals = new Map<number, string>();
  const open = new Map(claims.map((claim) => [claim.no, claim]));
  const settled = new Set<string>();

  const parentOf = (no: string) => open.get(no)?.parentNo ?? (open.has(no) ? null : known.get(no));
  const refuse = (claim: ParentClaim, text: string) => {
    open.delete(claim.no);
    refusals.set(claim.row, text);
  };
  const claimedBefore = new Set(claims.map(({ no }) => no));

  for (const { no: start } of claims) {
    const path: string[] = [];
    const onPath = new Map<string, number>();
    let at: string | null | undefined = start;
    while (at !== null && at !== undefined && !settled.has(at)) {
      if (!open.has(at) && !known.has(at)) {
        at = stepBack(at);
        continue;
      }
      const loop = onPath.get(at);
      if (loop !== undefined) {
        at = breakCycle(loop);
        continue;
      }
      onPath.set(at, path.length);
      path.push(at);
      at = parentOf(at);
    }
    for (const no of path) settled.add(no);

    /** `missing` is nowhere: whoever points to it is refused, and the walk goes on from there. */
    function stepBack(missing: string): string | null {
      const child = path.pop();
      if (child === undefined) return null;
      onPath.delete(child);
      const claim = open.get(child);
      if (claim) refuse(claim, claimedBefore.has(missing) ? words.refused(missing) : words.missing(missing));
      return child;
    }

    function breakCycle(from: number): string {
      const cycle = path.splice(from);
      for (const no of cycle) {
        onPath.delete(no);
        const claim = open.get(no);
        if (claim) refuse(claim, words.cycle);
      }
      return cycle[0] as string;
    }
  }
  return refusals;
}

/**
 * Refuses the lines whose parent (column `parent`, the number of another row by `key`) does not resolve in the file or
 * in `known`, a query of number and parent in this order.
 */
export async function refuseOrphans(
  run: ImportRun,
  { key, parent, known, words }: { key: string; parent: string; known: RawBuilder<unknown>; words: ParentWords },
): Promise<void> {
  const claims = await rowsOf<ParentClaim>(
    run,
    sql`select distinct on (${sql.ref(key)}) row_no as row, ${sql.ref(key)} as no, ${sql.ref(parent)} as "parentNo"
      from import_line where problem is null order by ${sql.ref(key)}, known desc, row_no desc`,
  );
  const standing = await rowsOf<{ no: string; parent: string | null }>(
    run,
    sql`select no, parent from (${known}) as k (no, parent)`,
  );
  const refusals = checkParents(new Map(standing.map(({ no, parent: above }) => [no, above])), claims, words);
  if (refusals.size === 0) return;
  await refuseLines(
    run,
    sql`select * from unnest(${[...refusals.keys()]}::bigint[], ${[...refusals.values()]}::text[]) as t (row_no, text)`,
  );
}
