import type { Context } from '../../platform/context.ts';
import { declaredVocabulary, type Evaluation, loadVersions } from '../../platform/duties/public.ts';
import { type Call, Refusal, UsageError } from '../command-line/command.ts';
import { parseMoment } from '../command-line/moment.ts';

/** The options that every command about duties at a moment takes. */
export const evaluationOptions = { 'as-of': { type: 'string' }, known: { type: 'string' } } as const;

export const evaluationHelp = [
  '  --as-of DATE[THH:MM]  截至该时点(只写日期即当日 00:00)',
  '  --known TIME          按该时点已入账的事实;省略时与 --as-of 相同',
];

/** The moment asked for and what was known then. Throws UsageError without `--as-of`. */
export function momentsOf({ options }: Call, zone: string): { asOf: Date; known: Date } {
  const asOfText = options['as-of'];
  if (typeof asOfText !== 'string') throw new UsageError('缺少 --as-of');
  const asOf = parseMoment(asOfText, '--as-of', zone);
  const known = typeof options.known === 'string' ? parseMoment(options.known, '--known', zone) : asOf;
  return { asOf, known };
}

/** The arguments of a pure evaluation. Throws Refusal where no rulebook was in force. */
export async function evaluationOf(ctx: Context, at: { asOf: Date; known: Date }): Promise<Evaluation> {
  const versions = await loadVersions(ctx.db, at.known);
  if (versions.length === 0)
    throw new Refusal('那时还没有发布任何制度:请先运行 zhanye init,或核对 --as-of 与 --known。');
  return { vocabulary: declaredVocabulary(), versions, zone: ctx.zone, ...at };
}
