import type { RegisterWords } from '../../../../platform/registers/public.ts';

/** Matters of the audit log that are no registers. */
const MATTERS: Readonly<Record<string, string>> = {
  account: '账号',
  backup: '备份',
  breach: '违规',
  calendar: '工作日历',
  calendar_day: '工作日历',
  contact: '联系记录',
  duty: '义务',
  import: '导入',
  rulebook: '制度',
  'rulebook-draft': '制度草案',
  scenario: '推演',
  score: '考核',
  session: '会话',
  text: '制度正文',
};

/** Kinds of import, as the command line names them. */
const IMPORTS: Readonly<Record<string, string>> = {
  balances: '余额',
  calendar: '工作日历',
  complaints: '投诉',
  contacts: '联系记录',
  custody: '管户',
  customers: '客户',
  facts: '事实',
  institutions: '机构',
  leaves: '请假',
  loans: '借据',
  staff: '人员',
};

/** Operations that every register has, and those of what is no register. */
const OPERATIONS: Readonly<Record<string, string>> = {
  apologise: '说明缺席',
  call: '召集',
  close: '结账',
  confirm: '认定',
  create: '新建',
  delete: '删除',
  disable: '停用',
  dismiss: '不予认定',
  enable: '启用',
  enter: '录入',
  export: '导出',
  import: '导入',
  lapse: '过期未开',
  open: '登录',
  order: '抽取',
  overturn: '申诉撤销',
  password: '改密码',
  photo: '拍照',
  propose: '建议',
  publish: '发布',
  read: '已读',
  refuse: '拒绝登录',
  reset: '重置密码',
  retract: '撤回',
  reveal: '查看原文',
  revoke: '撤销',
  role: '改管理员身份',
  roll: '点名',
  'set-days': '调整日期',
  sheet: '编表',
  'sign-in': '签到',
  start: '开始',
  subscribe: '订阅',
  'totp-forget': '关闭动态口令',
  'totp-reset': '重置动态口令',
  unlock: '解除锁定',
  update: '修改',
  uphold: '申诉维持',
  waive: '豁免',
  write: '编写',
};

/** `contacts` as 联系记录. */
export const importTitle = (kind: string): string => IMPORTS[kind] ?? kind;

/** The audit log in people's words: registers, their fields and actions by what they call themselves. */
export type AuditWords = {
  /** `visit.submit` as `走访记录 · 提交`; what nobody has a word for stays as it is. */
  action(action: string): string;
  matter(id: string): string;
  field(register: string, name: string): string;
  /** The matters to choose from. */
  choices: { value: string; label: string }[];
};

export function auditWords(registers: readonly RegisterWords[]): AuditWords {
  const byId = new Map(registers.map((words) => [words.id, words]));
  const matter = (id: string) => byId.get(id)?.title ?? MATTERS[id] ?? id;
  const titled = [...registers.map(({ id }) => id), ...Object.keys(MATTERS)];
  const choices = titled.map((value) => ({ value, label: matter(value) }));
  return {
    action(action) {
      const [id = '', ...rest] = action.split('.');
      const operation = rest.join('.');
      const kind = id === 'import' ? (IMPORTS[operation] ?? matter(operation)) : undefined;
      const done = kind ?? byId.get(id)?.actions[operation] ?? OPERATIONS[operation] ?? operation;
      return [matter(id), done].filter(Boolean).join(' · ');
    },
    matter,
    field: (register, name) => byId.get(register)?.fields[name] ?? name,
    choices: choices.filter(({ label }, index) => choices.findIndex((one) => one.label === label) === index),
  };
}

const FAULTS: Record<string, string> = {
  edited: '被改动',
  deleted: '被删除',
  inserted: '是库外插入的',
  rewritten: '与库外检查点不符（整链被改写）',
  truncated: '之后的记录被截去',
};

export function faultText({
  kind,
  seq,
  recordId,
}: {
  kind: string;
  seq: number | null;
  recordId: number | null;
}): string {
  const which = recordId !== null ? `第 ${recordId} 号记录` : seq !== null ? `链上第 ${seq} 条` : '某条记录';
  return `${which}${FAULTS[kind] ?? kind}`;
}

/** A value of a record's detail in one line. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
