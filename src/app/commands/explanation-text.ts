import type { FactVerdict } from '../../kernel/rulebook/explanation.ts';
import type { Explanation } from '../../platform/duties/public.ts';

/** Why a fact counts or not, in a few words. */
export const VERDICTS: Record<FactVerdict, string> = {
  counts: '计入',
  countsInExtension: '计入（移交后的顺延期）',
  takenByOlder: '不计：已计入上期的顺延',
  sameDay: '不计：同一日只计一次',
  retracted: '不计：已撤回',
  otherKind: '不计：方式不符合要求',
  enteredLate: '不计：补录超过期限',
  notYet: '不计：截至时点之后才发生',
  notNeeded: '不计：上期已足，归入所在周期',
  otherPerson: '不计：不是责任人所为',
  triggers: '触发这笔义务',
  answersLate: '期限之后才答复，算逾期',
  answeredBefore: '不计：已由更早的一次答复',
  discharges: '此事发生，义务失效',
  outsideWindow: '不计：不在期限之内',
  notTaken: '不计：补录超过期限，或已答复另一笔',
};

/** An explanation for the terminal: clause, result, arithmetic, facts. */
export function explanationText(explanation: Explanation): string {
  const { duty, clause, title, facts, provisionalYears } = explanation;
  return [
    `${duty.rule} ${title}`,
    ...(clause ? [`条款 ${clause.id} ${clause.title}:${clause.text}`] : []),
    `对象 ${duty.subject}  责任人 ${duty.bearer ?? '（无）'}  期间 [${duty.start}, ${duty.until})`,
    `应完成 ${duty.need}  已完成 ${duty.got}  状态 ${duty.status}`,
    ...arithmeticLines(explanation),
    ...(provisionalYears.length > 0 ? [`注意：${provisionalYears.join('、')} 年的日历未发布，按暂定日历计算。`] : []),
    ...memberLines(explanation),
    ...(facts.length > 0 ? ['事实：'] : explanation.members.length > 0 ? [] : ['没有相关事实。']),
    ...facts.map((f) => `  ${f.occurredAt} ${f.key} ${f.actor ?? ''} 入账 ${f.recordedAt}  ${VERDICTS[f.verdict]}`),
  ].join('\n');
}

/** Whom a limit counted; those of the whole who do not count stand apart. */
function memberLines({ members }: Explanation): string[] {
  const numbers = (counts: boolean) => members.filter((member) => member.counts === counts).map(({ no }) => no);
  const [counted, others] = [numbers(true), numbers(false)];
  return [
    ...(counted.length > 0 ? [`计入 ${counted.length}：${counted.join('、')}`] : []),
    ...(others.length > 0 ? [`只在总数之内 ${others.length}：${others.join('、')}`] : []),
  ];
}

function arithmeticLines({ arithmetic, duty }: Explanation): string[] {
  if (!arithmetic) return [];
  const { segments, eligibleWorkdays, periodWorkdays, weighted } = arithmetic;
  const lines = segments.map(
    (s) => `  [${s.from}, ${s.until}) 每期 ${s.need} 次，${s.holder ?? ''} 主办，工作日 ${s.workdays} 天`,
  );
  const sum =
    duty.status === 'void'
      ? `有效工作日 ${eligibleWorkdays} ÷ 本期工作日 ${periodWorkdays}，不足下限，失效`
      : `${weighted} ÷ ${periodWorkdays} 个工作日，四舍五入并至少为 1，得 ${duty.need}（有效工作日 ${eligibleWorkdays} 天）`;
  return ['算式：', ...lines, `  ${sum}`];
}
