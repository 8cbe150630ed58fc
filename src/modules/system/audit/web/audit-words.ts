/** What happened, as audit records name it: the register (or matter) and the operation. */
const MATTERS: Record<string, string> = {
  account: '账号',
  appeal: '申诉',
  appointment: '任职',
  balance: '余额',
  breach: '违规',
  calendar: '工作日历',
  calendar_day: '工作日历',
  contact: '联系记录',
  custody: '管户',
  customer: '客户',
  duty: '义务',
  export: '导出',
  import: '导入',
  institution: '机构',
  leave: '请假',
  rulebook: '制度',
  session: '会话',
  staff: '人员',
  visit: '走访记录',
};

/** Kinds of import, as the command line names them. */
const IMPORTS: Record<string, string> = {
  balances: '余额',
  complaints: '投诉',
  contacts: '联系记录',
  customers: '客户',
  institutions: '机构',
  leaves: '请假',
  loans: '借据',
};

const OPERATIONS: Record<string, string> = {
  approve: '批准',
  cancel: '作废',
  close: '结束',
  confirm: '确认',
  create: '新建',
  disable: '停用',
  dismiss: '不予认定',
  enable: '启用',
  end: '结束',
  open: '登录',
  overturn: '申诉撤销',
  password: '改密码',
  publish: '发布',
  refuse: '拒绝登录',
  reset: '重置密码',
  return: '退回',
  reveal: '查看原文',
  role: '改管理员身份',
  'set-days': '调整日期',
  submit: '提交',
  transfer: '移交',
  unlock: '解除锁定',
  update: '修改',
  uphold: '申诉维持',
  waive: '豁免',
  withdraw: '撤回',
};

/** `visit.submit` as `走访记录 · 提交`; words that this list does not know stay as they are. */
export function actionText(action: string): string {
  const [matter = '', ...rest] = action.split('.');
  const operation = rest.join('.');
  const name = OPERATIONS[operation] ?? IMPORTS[operation] ?? MATTERS[operation] ?? operation;
  return [MATTERS[matter] ?? matter, name].filter(Boolean).join(' · ');
}

export const matterChoices = Object.entries(MATTERS)
  .filter(([id], index, all) => all.findIndex(([, title]) => title === MATTERS[id]) === index)
  .map(([value, label]) => ({ value, label }));

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
