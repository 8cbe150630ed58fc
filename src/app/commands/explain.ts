import type { SubjectType } from '../../kernel/rulebook/rule.ts';
import type { Context } from '../../platform/context.ts';
import { type Evaluation, type Explanation, explainDuty } from '../../platform/duties/public.ts';
import { type Command, Refusal, UsageError } from '../command-line/command.ts';
import { evaluationHelp, evaluationOf, evaluationOptions, momentsOf } from './evaluation.ts';
import { explanationText } from './explanation-text.ts';

export const explain: Command = {
  usage: 'explain RULE SUBJECT ANCHOR [--as-of DATE[THH:MM]] [--known TIME]',
  help: [
    '解释一条义务：条款原文、计入与不计入的事实及原因、算式',
    ...evaluationHelp,
    '  省略 --as-of 时按此刻。SUBJECT 是客户号、工号或机构号，ANCHOR 是周期首日或触发事实的编号。',
  ],
  options: evaluationOptions,
  arguments: ['RULE', 'SUBJECT', 'ANCHOR'],
  async run(call) {
    const [ruleId = '', subject = '', anchor = ''] = call.arguments;
    const { ctx } = await call.openBank();
    const now = ctx.clock.now();
    const at = call.options['as-of'] === undefined ? { asOf: now, known: now } : momentsOf(call, ctx.zone);
    const evaluation = await evaluationOf(ctx, at);
    const explanation = await find(ctx, evaluation, ruleId, subject, anchor);
    call.output.result(explanation, explanationText(explanation));
  },
};

async function find(
  ctx: Context,
  evaluation: Evaluation,
  ruleId: string,
  subject: string,
  anchor: string,
): Promise<Explanation> {
  const rule = evaluation.versions.flatMap((v) => v.rulebook.rules).find((candidate) => candidate.id === ruleId);
  if (!rule) throw new UsageError(`没有规则“${ruleId}”`);
  const subjectId = await subjectIdOf(ctx, rule.subject, subject);
  if (subjectId === undefined) throw new Refusal(`没有编号为“${subject}”的对象，请核对。`);
  const key = { rule: ruleId, subjectType: rule.subject, subjectId, anchor };
  const explanation = await explainDuty(ctx.db, evaluation, key);
  if (!explanation)
    throw new Refusal(`${subject} 在锚点 ${anchor} 没有 ${ruleId} 的义务：可能不在适用人群，或周期尚未开始。`);
  return explanation;
}

async function subjectIdOf({ db }: Context, type: SubjectType, no: string): Promise<number | undefined> {
  const row = await db.selectFrom(type).select('id').where('no', '=', no).executeTakeFirst();
  return row?.id;
}
