import { defineRegister } from '../../../kernel/register/public.ts';
import { stopFields } from './stop.fields.ts';
import { arrival, arrived, checkStop } from './stop.rules.ts';

const EVERY_WORKER = { rm: 'self', leader: 'self', president: 'self', business: 'self', clerk: 'self' } as const;

/** 依据 DAY-5, DAY-18: the places of an outing, in their order. */
export const outingStop = defineRegister({
  id: 'outing_stop',
  title: '外出地点',
  clauses: ['DAY-5', 'DAY-18'],
  table: 'outing_stop',
  storage: 'entity',
  fields: stopFields,
  label: 'place',
  states: {
    titles: { planned: '待到访', arrived: '已到达', skipped: '未到访' },
    initial: 'planned',
    editable: ['planned'],
  },
  check: checkStop,
  actions: {
    arrive: {
      title: '到达',
      from: ['planned'],
      to: 'arrived',
      who: EVERY_WORKER,
      asks: ['arrived_at', 'arrival_position', 'position_consent'],
      sets: arrival,
      guard: arrived,
    },
    forget: {
      title: '删除位置',
      from: ['arrived'],
      who: EVERY_WORKER,
      sets: () => ({ arrival_position: null, position_consent: null }),
    },
    skip: {
      title: '未到访',
      from: ['planned'],
      to: 'skipped',
      who: EVERY_WORKER,
      asks: ['skip_reason'],
      requires: ['skip_reason'],
    },
  },
  access: {
    read: {
      ...EVERY_WORKER,
      leader: ['self', 'institution'],
      president: ['self', 'institution'],
      hr: 'bank',
      audit: 'bank',
    },
    create: EVERY_WORKER,
    update: EVERY_WORKER,
    export: {},
    reveal: { ...EVERY_WORKER, leader: ['self', 'institution'], president: ['self', 'institution'] },
  },
  scope: { ord: 'institution_ord', self: ['staff_id'] },
  list: {
    columns: ['outing_id', 'rank', 'customer_id', 'party', 'place', 'contact_name', 'arrived_at'],
    filters: ['outing_id', 'staff_id', 'customer_id'],
    search: ['place', 'party'],
    order: [{ by: 'id', descending: true }],
  },
  form: {
    sections: [
      { title: '地点', fields: ['customer_id', 'party', 'place', 'contact_name', 'phone', 'purpose'] },
      { title: '到访', fields: ['arrived_at', 'arrival_position', 'skip_reason'] },
    ],
  },
  importKey: ['outing_id', 'rank'],
});
