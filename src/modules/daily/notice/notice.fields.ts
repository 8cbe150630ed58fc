import {
  boolean,
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

const NOTICE_KINDS = { notice: '通告', directive: '上级精神' } as const;
/** For whom of the institution and what lies below it. */
const AUDIENCES = { everyone: '全体人员', managers: '客户经理及主管', superiors: '各级主管' } as const;

/** 依据 DAY-17: what is made known, to whom, and whether and until when it must be read. */
export const noticeFields = defineFields({
  no: serialNo({ label: '通告编号', prefix: 'TG' }),
  kind: choice({ label: '种类', required: true, initial: 'notice', values: NOTICE_KINDS }),
  title: text({ label: '标题', required: true, max: 100 }),
  body: longText({ label: '正文', required: true, max: 10_000 }),
  institution_id: institution({ label: '发布范围', required: true, help: '该机构及其下级' }),
  institution_ord: integer({ label: '机构序', required: true, by: 'server', hidden: true }),
  audience: choice({ label: '接收人员', required: true, initial: 'everyone', values: AUDIENCES }),
  must_read: boolean({ label: '必读', required: true, initial: false }),
  read_by: date({ label: '阅读截止', help: '必读的须填写；含当日' }),
  due_on: date({ label: '考核到期日', by: 'server', hidden: true }),
  publisher_id: person({ label: '发布人', required: true, by: 'server' }),
  published_at: instant({ label: '发布时间', by: 'server' }),
  recipients: integer({ label: '接收人数', required: true, by: 'server', initial: 0 }),
  chased: integer({ label: '催办次数', required: true, by: 'server', initial: 0 }),
  chased_at: instant({ label: '最近催办', by: 'server' }),
});
