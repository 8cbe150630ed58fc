import type { StatusLook } from '../../../../web/kit/status.ts';
import { ATTENDANCE, type Attendance } from '../kinds.fields.ts';

const MARKS: Record<Attendance, Pick<StatusLook, 'mark' | 'tone'>> = {
  expected: { mark: '○', tone: 'faint' },
  present: { mark: '✓', tone: 'fulfilled' },
  late: { mark: '△', tone: 'soon' },
  absent: { mark: '▲', tone: 'overdue' },
  excused: { mark: '–', tone: 'faint' },
};

export function attendanceLook(status: Attendance): StatusLook {
  return { word: ATTENDANCE[status], ...MARKS[status] };
}
