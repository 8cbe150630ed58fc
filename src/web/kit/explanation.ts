import { addDays, type CivilDate, parseCivilDate } from '../../kernel/calendar/index.ts';
import type {
  Explanation as DutyExplanation,
  FactVerdict,
  WitnessFact,
  WitnessSegment,
} from '../../kernel/rulebook/explanation.ts';
import { api } from '../api/client.ts';
import { civilDateText } from './dates.ts';
import type { DutyStatus } from './status.ts';

/** One duty by its key; `subject` is the row's id. With `on` as it stood at the end of that day. */
export type DutyKey = { rule: string; subject: string | number; anchor: string; on?: string };

/** What `GET /api/duties/explain` answers. */
export type Explanation = DutyExplanation<{
  rule: string;
  clause: string;
  subject: string;
  anchor: string;
  start: string;
  until: string;
  bearer: string | null;
  need: number;
  got: number;
  status: DutyStatus;
}>;

export function fetchExplanation(duty: DutyKey, signal?: AbortSignal): Promise<Explanation> {
  return api.get<Explanation>('/api/duties/explain', duty, signal);
}

const counting: ReadonlySet<FactVerdict> = new Set<FactVerdict>([
  'counts',
  'countsInExtension',
  'triggers',
  'answersLate',
  'discharges',
]);

const reasons: Record<FactVerdict, string> = {
  counts: '计入',
  countsInExtension: '在移交延长期内，计入本期',
  takenByOlder: '已用于补足上一期，不再计入本期',
  sameDay: '当日已计一次，同日多次只计一次',
  retracted: '已撤回',
  otherKind: '方式不符合本条要求',
  enteredLate: '超过补录期限才入账，不改变结果',
  notYet: '此刻尚未发生或尚未入账',
  notNeeded: '已足数，无需再计',
  otherPerson: '不是责任人所做',
  triggers: '触发这笔义务',
  answersLate: '期限之后才答复，算逾期',
  answeredBefore: '已由更早的一次答复',
  discharges: '此事发生，这笔义务即失效',
  outsideWindow: '不在期限之内',
  notTaken: '补录超过期限，或已答复另一笔',
};

/** The verdict in words. */
export function reasonText(verdict: FactVerdict): string {
  return reasons[verdict];
}

export function splitFacts(facts: readonly WitnessFact[]): { counting: WitnessFact[]; others: WitnessFact[] } {
  return {
    counting: facts.filter((fact) => counting.has(fact.verdict)),
    others: facts.filter((fact) => !counting.has(fact.verdict)),
  };
}

export type Step = { label: string; value: string };

function lastDayText(until: string, today: string): string {
  const end = parseCivilDate(until);
  return civilDateText(end === null ? until : addDays(end as CivilDate, -1), today);
}

function segmentStep(segment: WitnessSegment, today: string): Step {
  const away = segment.awayWorkdays === 0 ? '' : `，其中请假 ${segment.awayWorkdays} 天不计`;
  const holder = segment.holder === null ? '无主办' : `主办 ${segment.holder}`;
  return {
    label: `${civilDateText(segment.from, today)} 至 ${lastDayText(segment.until, today)}，${holder}`,
    value: `每期 ${segment.need} 次 · ${segment.workdays} 个工作日${away}`,
  };
}

/** Two decimals; a period without workdays asks for nothing. */
function shareText(weighted: number, periodWorkdays: number): number {
  return periodWorkdays === 0 ? 0 : Math.round((weighted / periodWorkdays) * 100) / 100;
}

/** The arithmetic of a recurring duty, line by line; a response duty has none. */
export function stepsOf({ arithmetic, duty }: Explanation, today: string): Step[] {
  if (arithmetic === null) return [];
  const { segments, eligibleWorkdays, periodWorkdays, weighted } = arithmetic;
  return [
    ...segments.map((segment) => segmentStep(segment, today)),
    { label: '应计工作日 ÷ 本期工作日', value: `${eligibleWorkdays} ÷ ${periodWorkdays}` },
    {
      label: '各段每期次数 × 应计工作日，除以本期工作日',
      value: `${weighted} ÷ ${periodWorkdays} = ${shareText(weighted, periodWorkdays)} 次`,
    },
    { label: '四舍五入，至少 1 次；不足三分之一的失效', value: `应完成 ${duty.need} 次` },
  ];
}
