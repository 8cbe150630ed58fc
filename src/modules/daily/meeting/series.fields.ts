import {
  choice,
  date,
  defineFields,
  institution,
  integer,
  longText,
  person,
  text,
} from '../../../kernel/register/public.ts';
import { ATTENDEES, MEETING_KINDS, MORNING_AGENDA, SIGN_IN_WAYS } from './kinds.fields.ts';

/** 依据 DAY-1 … DAY-3: on which days of the workday calendar a series meets. */
const FALLS_ON = {
  workday: '每个工作日',
  weekday: '每周一次',
  monthEnd: '每月最后一个工作日',
  monthStart: '每月第一个工作日',
  quarterEnd: '每季最后一个工作日',
} as const;
/** From Monday on. */
export const WEEKDAYS = {
  monday: '周一',
  tuesday: '周二',
  wednesday: '周三',
  thursday: '周四',
  friday: '周五',
  saturday: '周六',
  sunday: '周日',
} as const;

/** A meeting that comes again and again: whose, when, how one signs in, what it is about. */
export const seriesFields = defineFields({
  name: text({ label: '例会名称', required: true, max: 60 }),
  kind: choice({ label: '种类', required: true, values: MEETING_KINDS }),
  institution_id: institution({ label: '召开机构', required: true, fixed: true }),
  institution_ord: integer({ label: '机构序', required: true, by: 'server', hidden: true }),
  falls_on: choice({ label: '召开日', required: true, values: FALLS_ON }),
  weekday: choice({ label: '星期', values: WEEKDAYS, help: '每周一次时填写；逢休息日提前到本周的工作日' }),
  starts_at: text({ label: '开始时刻', required: true, max: 5, help: '如 08:20' }),
  opens_before: integer({ label: '提前多少分钟可签到', required: true, initial: 30, min: 0, max: 240 }),
  late_after: integer({ label: '开始后几分钟内不算迟到', required: true, initial: 0, min: 0, max: 120 }),
  sign_in: choice({ label: '签到方式', required: true, initial: 'button', values: SIGN_IN_WAYS }),
  attendees: choice({ label: '应到人员', required: true, initial: 'everyone', values: ATTENDEES }),
  host_id: person({ label: '主持人' }),
  place: text({ label: '地点', max: 60 }),
  agenda: longText({ label: '议程', initial: MORNING_AGENDA, max: 2000 }),
  from_date: date({ label: '自何日起', required: true }),
});
