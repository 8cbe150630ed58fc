import type { Json } from '../../../../web/api/json.ts';
import type { AsOf } from '../as-of.ts';

export type AsOfAnswer = Json<AsOf>;
export type Line = AsOfAnswer['lines'][number];
export type Change = Line['changes'][number];

const JUDGED: Record<string, string> = { confirmed: '违规已认定', dismissed: '违规不予认定', withdrawn: '违规已撤销' };
const APPEALS: Record<string, string> = {
  filed: '提出申诉',
  upheld: '申诉维持',
  overturned: '申诉撤销原认定',
  withdrawn: '申诉撤回',
};

/** What came to be known since, in words. */
export function changeText({ kind, detail }: Change): string {
  switch (kind) {
    case 'lateEntry':
      return `补录 ${detail}：当时已发生，其后才入账`;
    case 'corrected':
      return `更正 ${detail}`;
    case 'retracted':
      return `撤回 ${detail}`;
    case 'afterwards':
      return `其后发生 ${detail}`;
    case 'waived':
      return `豁免（${detail}）`;
    case 'waiverRetracted':
      return `撤回豁免（${detail}）`;
    case 'judged':
      return JUDGED[detail ?? ''] ?? '违规办理';
    case 'appealed':
      return APPEALS[detail ?? ''] ?? '申诉';
    case 'calendar':
      return `工作日历重新公布：${detail}`;
    case 'version':
      return `制度换版：第 ${detail} 版`;
    case 'custody':
      return `管户关系登记，自 ${detail} 起`;
    case 'balance':
      return `余额登记，自 ${detail} 起`;
    case 'leave':
      return `请假登记，自 ${detail} 起`;
  }
}

type Standing = Line['past'];

/** Whether two standings are the same to whoever owes. */
export function isSame(a: Standing, b: Standing): boolean {
  return a?.status === b?.status && a?.need === b?.need && a?.got === b?.got && a?.bearer === b?.bearer;
}

/** Different by what was learnt since, different because time went on, or as it was. */
export function differenceOf({ past, hindsight, today }: Line): 'learnt' | 'passed' | 'none' {
  if (!isSame(past, hindsight)) return 'learnt';
  return isSame(hindsight, today) ? 'none' : 'passed';
}
