import { defineRegister } from '../../../kernel/register/public.ts';
import { seriesFields } from './series.fields.ts';
import { checkSeries } from './series.rules.ts';

const CALLERS = { leader: 'institution', president: 'institution', business: 'bank' } as const;

/** 依据 DAY-1 … DAY-3: the regular meetings of a team or institution, called by themselves from the workday calendar. */
export const meetingSeries = defineRegister({
  id: 'meeting-series',
  title: '例会安排',
  clauses: ['DAY-1', 'DAY-2', 'DAY-3'],
  table: 'meeting_series',
  storage: 'entity',
  fields: seriesFields,
  label: 'name',
  states: { titles: { running: '启用', ended: '停用' }, initial: 'running', editable: ['running'] },
  check: checkSeries,
  actions: {
    end: { title: '停用', from: ['running'], to: 'ended', who: CALLERS },
    resume: { title: '恢复', from: ['ended'], to: 'running', who: CALLERS },
  },
  access: {
    read: { ...CALLERS, rm: 'institution', clerk: 'institution', hr: 'bank', audit: 'bank' },
    create: CALLERS,
    update: CALLERS,
    export: { ...CALLERS, hr: 'bank', audit: 'bank' },
    reveal: {},
  },
  scope: { ord: 'institution_ord' },
  list: {
    columns: ['name', 'kind', 'institution_id', 'falls_on', 'weekday', 'starts_at', 'attendees', 'host_id', 'place'],
    filters: ['kind', 'institution_id'],
    search: ['name', 'place'],
    order: [{ by: 'id', descending: true }],
  },
  form: {
    sections: [
      { title: '例会', fields: ['name', 'kind', 'institution_id', 'attendees', 'host_id', 'place'] },
      { title: '何时', fields: ['falls_on', 'weekday', 'starts_at', 'from_date'] },
      { title: '签到', fields: ['sign_in', 'opens_before', 'late_after'] },
      { title: '内容', fields: ['agenda'] },
    ],
  },
  importKey: ['name', 'institution_id'],
});
