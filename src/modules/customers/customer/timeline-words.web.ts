import { methodText } from '../../../web/kit/contact-words.ts';
import { CUSTODY_ROLES } from '../custody/custody.fields.ts';
import { customerFields } from './customer.fields.ts';
import type { TimelineEntry } from './customer-api.web.ts';

const factTitles: Readonly<Record<string, string>> = {
  'visit.submitted': '提交走访记录',
  'visit.reviewed': '走访报告处理',
};
const outcomes: Readonly<Record<string, string>> = { confirmed: '已确认', returned: '已退回' };

/** What an entry says in its first line, the actor's name aside. */
export function titleOf(entry: TimelineEntry): string {
  if (entry.source === 'custody') return `${roleText(entry.kind)} ${spanText(entry.detail)}`;
  if (entry.source === 'change') return changeText(entry);
  if (entry.kind === 'contact') return methodText(entry.method ?? '联系');
  const outcome = entry.method === null ? undefined : outcomes[entry.method];
  return [factTitles[entry.kind] ?? entry.kind, outcome].filter(Boolean).join('：');
}

function roleText(role: string): string {
  return CUSTODY_ROLES[role as keyof typeof CUSTODY_ROLES] ?? role;
}

function spanText(detail: TimelineEntry['detail']): string {
  const from = String(detail?.from ?? '');
  const until = detail?.until;
  return typeof until === 'string' ? `自 ${from} 起，至 ${until} 前` : `自 ${from} 起`;
}

function changeText({ kind, detail }: TimelineEntry): string {
  if (kind === 'customer.create') return '建档';
  const names = Array.isArray(detail?.fields) ? detail.fields.map(String) : [];
  const labels = names.flatMap((name) => {
    const field = customerFields[name as keyof typeof customerFields];
    return field === undefined || field.hidden ? [] : [field.label];
  });
  return labels.length === 0 ? '更新档案' : `更新档案：${labels.join('、')}`;
}
