import { addDays, startOfDay } from '../../kernel/calendar/index.ts';
import { todayIn } from '../kit/dates.ts';
import type { Duty } from '../kit/duties.ts';

const zone = 'Asia/Shanghai';
const today = todayIn(zone);

export const sampleDay = (offset: number): string => addDays(today, offset);

/** Midnight of the day `offset` days from today, as ISO. */
export function sampleInstant(offset: number, hour = 0): string {
  return new Date(startOfDay(addDays(today, offset), zone).getTime() + hour * 3_600_000).toISOString();
}

const base: Duty = {
  rule: 'CUS-1a',
  clause: 'CUS-1',
  title: '本月走访 2 次',
  subjectType: 'customer',
  subjectId: 1,
  subjectNo: 'C000001',
  subjectName: '江西赣鑫铜业有限公司',
  anchor: '2026-11-01',
  from: sampleInstant(-20),
  until: sampleInstant(9),
  need: 2,
  got: 1,
  status: 'open',
  workdaysLeft: 6,
};

export const sampleDuties: Duty[] = [
  base,
  {
    ...base,
    subjectId: 2,
    subjectName: '南昌市洪都机械厂',
    title: '走访记录当日撰写',
    rule: 'DAY-7',
    clause: 'DAY-7',
    need: 1,
    got: 0,
    until: sampleInstant(1),
    workdaysLeft: 1,
  },
  {
    ...base,
    subjectId: 3,
    subjectName: '陈桂英',
    rule: 'CUS-1b',
    title: '本月走访 1 次',
    need: 1,
    got: 0,
    until: sampleInstant(3),
    workdaysLeft: 2,
  },
  {
    ...base,
    subjectId: 4,
    subjectName: '九江长江航运有限公司',
    got: 0,
    status: 'breached',
    until: sampleInstant(-3),
    workdaysLeft: 0,
  },
  {
    ...base,
    subjectId: 5,
    subjectName: '上饶信江茶业合作社',
    need: 1,
    got: 1,
    status: 'fulfilled',
    title: '本月走访 1 次',
  },
  {
    ...base,
    subjectId: 6,
    subjectName: '抚州临川陶瓷厂',
    rule: 'CUS-1c',
    title: '本半年联系 1 次',
    need: 1,
    got: 0,
    status: 'waived',
  },
];
