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

/** More people than these nobody checks on one day. */
const MOST_WANTED = 50;

/** 抽查 (依据 DAY-13): of whom how many were drawn, and from what, so that anybody can draw again. */
export const spotCheckFields = defineFields({
  no: serialNo({ label: '抽查编号', prefix: 'CC' }),
  institution_id: institution({ label: '抽查范围', required: true, fixed: true, help: '该机构及其下级的在岗人员' }),
  institution_ord: integer({ label: '机构序', required: true, by: 'server', hidden: true }),
  biz_date: date({ label: '日期', required: true, by: 'server' }),
  running_no: integer({ label: '当日第几次', required: true, by: 'server' }),
  target: choice({
    label: '对象',
    required: true,
    initial: 'everyone',
    values: { everyone: '全体在岗人员', outside: '此刻在外的人员' },
  }),
  wanted: integer({ label: '抽取人数', required: true, initial: 1, min: 1, max: MOST_WANTED }),
  reason: longText({ label: '事由', max: 500 }),
  ordered_by: person({ label: '抽取人', required: true, by: 'server' }),
  ordered_at: instant({ label: '抽取时间', required: true, by: 'server' }),
  checker_id: person({ label: '检查人', help: '不填即为本人；抽取人和检查人不在被抽之列' }),
  chain_seq: integer({ label: '审计链序号', required: true, by: 'server' }),
  chain_hash: text({ label: '审计链哈希', required: true, by: 'server' }),
  seed: text({ label: '种子', required: true, by: 'server' }),
  candidates: longText({ label: '候选名单', required: true, by: 'server' }),
  candidates_digest: text({ label: '名单摘要', required: true, by: 'server' }),
});
