import { defineRegister } from '../../../kernel/register/public.ts';
import { doneAt } from '../visit/visit.rules.ts';
import { meetingFields } from './meeting.fields.ts';
import { filingOf, hasBegun, holdingOf } from './meeting.rules.ts';

const LEADERS = { leader: 'institution', president: 'institution', business: 'bank' } as const;

/** 依据 DAY-1 … DAY-4: a session from being called to its minutes on file. */
export const meeting = defineRegister({
  id: 'meeting',
  title: '例会记录',
  clauses: ['DAY-1', 'DAY-2', 'DAY-3', 'DAY-4'],
  table: 'meeting',
  storage: 'entity',
  fields: meetingFields,
  label: 'title',
  states: {
    titles: { called: '已召集', held: '待归档', filed: '已归档', cancelled: '未召开' },
    initial: 'called',
    editable: ['called', 'held'],
  },
  actions: {
    close: {
      title: '散会',
      from: ['called'],
      to: 'held',
      who: LEADERS,
      asks: ['guests'],
      guard: hasBegun,
      sets: (row, moment) => ({ held_at: doneAt(moment, row.starts_at) }),
      emits: [{ kind: 'meeting.held', subject: 'institution', draft: holdingOf }],
    },
    write: {
      title: '写纪要',
      from: ['held'],
      to: 'held',
      who: LEADERS,
      asks: ['minutes', 'guests'],
      requires: ['minutes'],
    },
    file: {
      title: '归档',
      from: ['held'],
      to: 'filed',
      who: LEADERS,
      asks: ['minutes', 'guests'],
      requires: ['minutes'],
      sets: (row, moment) => ({ filed_at: doneAt(moment, row.held_at ?? row.starts_at), filed_by: moment.staffId }),
      emits: [{ kind: 'meeting.filed', subject: 'institution', draft: filingOf }],
    },
    cancel: {
      title: '取消',
      from: ['called'],
      to: 'cancelled',
      who: LEADERS,
      asks: ['cancellation'],
      requires: ['cancellation'],
    },
  },
  access: {
    read: { ...LEADERS, rm: 'institution', clerk: 'institution', hr: 'bank', audit: 'bank' },
    create: LEADERS,
    update: LEADERS,
    export: { ...LEADERS, hr: 'bank', audit: 'bank' },
    reveal: {},
  },
  scope: { ord: 'institution_ord' },
  list: {
    columns: ['title', 'kind', 'starts_at', 'institution_id', 'host_id', 'guests', 'filed_at', 'no'],
    filters: ['kind', 'institution_id', 'biz_date'],
    search: ['no', 'title', 'minutes'],
    order: [
      { by: 'id', descending: true },
      { by: 'biz_date', descending: true },
    ],
  },
  form: {
    sections: [
      { title: '会议', fields: ['title', 'kind', 'institution_id', 'starts_at', 'place', 'host_id', 'guests'] },
      { title: '应到与签到', fields: ['attendees', 'sign_in', 'opens_before', 'late_after'] },
      { title: '内容', fields: ['agenda', 'minutes', 'cancellation'] },
    ],
  },
  print: { title: '例会记录', signatures: ['主持人', '记录人', '列席行领导'] },
  importKey: ['no'],
});
