import {
  choice,
  date,
  defineFields,
  instant,
  institution,
  integer,
  longText,
  person,
  serialNo,
  text,
} from '../../../kernel/register/public.ts';
import { ATTENDEES, MEETING_KINDS, SIGN_IN_WAYS } from './kinds.fields.ts';

/** 依据 DAY-4: one session with its minutes; who came is on its sign-in sheet. */
export const meetingFields = defineFields({
  no: serialNo({ label: '会议编号', prefix: 'HY' }),
  series_id: integer({ label: '例会安排', by: 'server', hidden: true }),
  title: text({ label: '会议', required: true, max: 60 }),
  kind: choice({ label: '种类', required: true, fixed: true, values: MEETING_KINDS }),
  institution_id: institution({ label: '召开机构', required: true, by: 'server' }),
  institution_ord: integer({ label: '机构序', required: true, by: 'server', hidden: true }),
  starts_at: instant({ label: '召开时间', required: true, fixed: true }),
  biz_date: date({ label: '召开日期', required: true, by: 'server' }),
  opens_before: integer({ label: '提前多少分钟可签到', required: true, fixed: true, initial: 30, min: 0, max: 240 }),
  late_after: integer({ label: '开始后几分钟内不算迟到', required: true, fixed: true, initial: 0, min: 0, max: 120 }),
  sign_in: choice({ label: '签到方式', required: true, initial: 'button', values: SIGN_IN_WAYS }),
  attendees: choice({ label: '应到人员', required: true, fixed: true, initial: 'everyone', values: ATTENDEES }),
  host_id: person({ label: '主持人' }),
  place: text({ label: '地点', max: 60 }),
  agenda: longText({ label: '议程', max: 2000 }),
  guests: text({ label: '列席行领导', by: 'action', max: 200 }),
  minutes: longText({ label: '纪要', by: 'action', max: 8000 }),
  cancellation: text({ label: '未召开原因', by: 'action', max: 200 }),
  held_at: instant({ label: '散会时间', by: 'server' }),
  filed_at: instant({ label: '归档时间', by: 'server' }),
  filed_by: person({ label: '归档人', by: 'server' }),
});
