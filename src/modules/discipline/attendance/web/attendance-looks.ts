import type { StatusLook } from '../../../../web/kit/status.ts';
import type { Written } from '../attendance.fields.ts';
import type { Derived } from '../attendance.rules.ts';

/** How a status stands in a cell: the paper sheet's own signs. */
export const LOOKS: Readonly<Record<Written | Derived, Pick<StatusLook, 'mark' | 'tone'>>> = {
  present: { mark: '✓', tone: 'fulfilled' },
  late: { mark: '△', tone: 'soon' },
  early: { mark: '▽', tone: 'soon' },
  off_post: { mark: '✕', tone: 'overdue' },
  absent: { mark: '▲', tone: 'overdue' },
  leave: { mark: '假', tone: 'faint' },
  outing: { mark: '外', tone: 'faint' },
  late_leave: { mark: '补', tone: 'soon' },
  unsigned: { mark: '？', tone: 'soon' },
  unknown: { mark: '○', tone: 'faint' },
};
