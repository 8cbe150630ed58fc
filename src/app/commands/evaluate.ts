import type { Context } from '../../platform/context.ts';
import { type DutyRow, evaluateAll, evaluateDuties, readWatermark } from '../../platform/duties/public.ts';
import type { Command } from '../command-line/command.ts';
import {
  evaluationHelp,
  evaluationOf,
  evaluationOptions,
  momentsOf,
  provisionalNote,
  provisionalYearsOf,
} from './evaluation.ts';

type Count = { rule: string; status: string; count: number };

export const evaluate: Command = {
  usage: 'evaluate --as-of DATE[THH:MM] [--known TIME]',
  help: [
    '推算义务到指定时点，输出各规则各状态的条数和变动行数',
    ...evaluationHelp,
    '现行义务只向前推进；早于现行时点的只重算、不改动。',
  ],
  options: evaluationOptions,
  async run(call) {
    const { ctx } = await call.openBank();
    const at = momentsOf(call, ctx.zone);
    call.output.progress('正在推算……');
    const evaluation = await evaluationOf(ctx, at);
    const live = await isAhead(ctx, at.asOf);
    const result = live ? await evaluateAll(ctx, { ...at, isCounted: true }) : null;
    const changed = result?.changed ?? 0;
    const counts = sorted(result?.counts ?? count(await evaluateDuties(ctx.db, evaluation)));
    const note = live ? `变动 ${changed} 行` : '早于现行义务的时点：只重算，未改动';
    const lines = counts.map(({ rule, status, count }) => `${rule}\t${status}\t${count}`);
    const provisionalYears = await provisionalYearsOf(ctx, evaluation);
    const warning = provisionalNote(provisionalYears) ?? [];
    call.output.result({ changed, live, counts, provisionalYears }, [...lines, note].concat(warning).join('\n'));
  },
};

/** Live duties move forward only, unless they stand at a moment that has not come yet. */
async function isAhead(ctx: Context, asOf: Date): Promise<boolean> {
  const watermark = await readWatermark(ctx.db);
  return watermark === null || asOf >= watermark.as_of || watermark.as_of > ctx.clock.now();
}

function count(rows: DutyRow[]): Count[] {
  const counts = new Map<string, Count>();
  for (const { rule, status } of rows) {
    const key = `${rule} ${status}`;
    const entry = counts.get(key) ?? { rule, status, count: 0 };
    entry.count += 1;
    counts.set(key, entry);
  }
  return [...counts.values()];
}

function sorted(counts: Count[]): Count[] {
  const place = ({ rule, status }: Count) => `${rule} ${status}`;
  return counts.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
}
