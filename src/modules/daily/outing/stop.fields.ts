import {
  boolean,
  customer,
  defineFields,
  instant,
  integer,
  longText,
  outing,
  person,
  phone,
  text,
} from '../../../kernel/register/public.ts';

/** 依据 DAY-5: one place of an outing, whom one meets there and for what. */
export const stopFields = defineFields({
  outing_id: outing({ label: '外出', required: true, fixed: true }),
  rank: integer({ label: '次序', required: true, fixed: true, min: 1 }),
  staff_id: person({ label: '外出人', required: true, by: 'server' }),
  institution_ord: integer({ label: '机构序', by: 'server', hidden: true }),
  customer_id: customer({ label: '客户' }),
  party: text({ label: '去见谁', max: 80, help: '还不是客户的单位或个人' }),
  place: text({ label: '地点', required: true, max: 120 }),
  contact_name: text({ label: '联系人', max: 60 }),
  phone: phone({ label: '电话' }),
  purpose: longText({ label: '业务', max: 500 }),
  arrived_at: instant({ label: '到达时间', by: 'action', help: '不填即为现在' }),
  arrival_position: text({
    label: '到达位置',
    by: 'action',
    max: 20,
    personal: true,
    help: '只到约一公里，可随时删除',
  }),
  position_consent: boolean({ label: '同意登记本次位置', by: 'action' }),
  skip_reason: longText({ label: '未到访原因', by: 'action', max: 500 }),
});
