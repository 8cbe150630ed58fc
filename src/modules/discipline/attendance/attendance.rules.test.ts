import { describe, expect, test } from 'vitest';
import { civilDateFrom } from '../../../kernel/calendar/index.ts';
import { type DayFacts, DERIVED, type Derived, derive, isOpen, mayWrite } from './attendance.rules.ts';

const day = civilDateFrom('2026-03-05');
const leave = (asked: string | null) => ({ no: 'QJ1', asked: asked === null ? null : civilDateFrom(asked) });
const signIn = (status: 'present' | 'late' | 'absent') => ({ no: 'HY1', status });

describe('[DAY-14] 考勤由事实得出', () => {
  test.each<[string, DayFacts, Derived]>([
    ['没有事实的，未登记', {}, 'unknown'],
    ['晨会签到的，出勤', { signIn: signIn('present') }, 'present'],
    ['晨会迟到的，迟到', { signIn: signIn('late') }, 'late'],
    ['事前请假的，请假', { leave: leave('2026-03-04'), signIn: signIn('absent') }, 'leave'],
    ['当日请假的，请假', { leave: leave('2026-03-05') }, 'leave'],
    ['其他系统批准的，请假', { leave: leave(null) }, 'leave'],
    ['事后请假的，待核实', { leave: leave('2026-03-06'), signIn: signIn('absent') }, 'late_leave'],
    ['没有签到而外出的，外出', { signIn: signIn('absent'), outing: { no: 'WC1' } }, 'outing'],
    ['签到后外出的，出勤', { signIn: signIn('present'), outing: { no: 'WC1' } }, 'present'],
    ['既没签到也没外出的，待核实', { signIn: signIn('absent') }, 'unsigned'],
    ['查岗认定不在的，脱岗', { signIn: signIn('present'), check: { no: 'CG1' } }, 'off_post'],
  ])('%s', (_what, facts, status) => {
    expect(derive(day, facts).status).toBe(status);
  });

  test('[DAY-6] 请假未批准而没有来的，说明中写出', () => {
    expect(derive(day, { signIn: signIn('absent'), refusedLeave: { no: 'QJ2' } }).source).toBe(
      '晨会 HY1 缺席，请假 QJ2 未批准',
    );
  });

  test('事实说了的不能另写；待核实的必有可写的', () => {
    expect(mayWrite('leave')).toEqual([]);
    expect(mayWrite('present')).not.toContain('absent');
    expect(mayWrite('late_leave')).toEqual(['absent']);
    for (const status of Object.keys(DERIVED) as Derived[]) {
      if (isOpen(status)) expect(mayWrite(status)).not.toEqual([]);
    }
  });
});
