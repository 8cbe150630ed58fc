import { ROLE_TITLES } from '../access/roles.ts';

/** How a form calls a field of the rulebook's language, what it means, and how its values and ways are called. */
export interface FieldLabel {
  label: string;
  /** One sentence that a head-office user needs to choose; of a policy, what each choice does. */
  help?: string;
  values?: Readonly<Record<string, string>>;
}

const PERIODS = {
  day: '每日',
  week: '每周',
  tenDay: '每旬',
  month: '每月',
  quarter: '每季度',
  halfYear: '每半年',
  year: '每年',
};
const SPANS = {
  hours: '小时内',
  days: '天内',
  workdays: '工作日内',
  months: '个月内',
  by: '当日或以后某时刻前',
  before: '某个日期之前',
};
const SUBJECTS = { customer: '客户', staff: '人员', institution: '机构' };
const DISTINCT = { date: '同一天只算一次', fact: '逐笔计算' };
const COUNTED_BY = { subject: '关于该对象的', actor: '由本人经办的' };
const MATCH = { ref: '指明了触发编号的', subject: '同一对象的任一笔', actor: '同一经办人的' };
const SOURCES = {
  onTimeRate: '义务按期完成率',
  breaches: '认定的违规次数',
  points: '过错积分',
  facts: '本人所办的事实数',
  entered: '由上级打分',
  closedScore: '另一已结计分的总分',
};
const TARGET = { string: '固定数', param: '参数' };
const UNTIL_RESET = { never: '从不清零', months: '若干月', days: '若干天' };

/**
 * By the end of a field's path, the longest match wins: `edges.change` before `change`. A test holds that every field of
 * every shape is here.
 */
export const FIELD_LABELS: Readonly<Record<string, FieldLabel>> = {
  id: { label: '编号' },
  title: { label: '名称' },
  label: { label: '名称' },
  clause: { label: '所属条款' },
  clauses: { label: '条款' },
  subject: { label: '对象', help: '义务挂在谁名下', values: SUBJECTS },
  shape: { label: '形状', values: { recurring: '周期义务', response: '时限义务', limit: '限额' } },
  period: { label: '周期', help: '每个周期内至少完成规定的次数，跨期不结转', values: PERIODS },
  held: { label: '管户关系', help: '有人持有此关系的客户才适用，义务由持有人承担' },
  tiers: { label: '分档与次数', help: '逐档写明适用哪些对象、每期至少多少次；自上而下，先合者先用' },
  'tiers.where': { label: '适用条件' },
  'tiers.need': { label: '应完成数' },
  count: { label: '计入什么' },
  fact: { label: '事实', help: '登记簿或文件里发生的哪一种事' },
  where: { label: '条件' },
  distinct: { label: '怎么数', values: DISTINCT },
  'count.by': { label: '谁的算', values: COUNTED_BY },
  'measure.by': { label: '谁的算', values: COUNTED_BY },
  bearer: {
    label: '责任人',
    help: '有管户关系的由持有人承担；其余由本人、经办人或主管承担',
    values: { holder: '持有人', subject: '对象本人', actor: '经办人', officer: '主管' },
  },
  officer: { label: '哪一级主管', values: ROLE_TITLES },
  trigger: { label: '触发', help: '什么事发生后起算' },
  response: { label: '应办之事', help: '什么事发生才算办结' },
  match: { label: '怎样对应', help: '应办之事凭什么算作对这一笔触发的回应', values: MATCH },
  within: {
    label: '时限',
    help: '触发当日不计入；最后一日遇休息日顺延至下一工作日；须在某日之前的，提前至上一工作日',
    values: SPANS,
  },
  notBefore: { label: '最早何时办', help: '早于此时办的不算；不写则自触发时起', values: SPANS },
  unless: { label: '除非先有', help: '时限开始之前发生此事，则义务失效' },
  hours: { label: '小时数' },
  days: { label: '天数' },
  workdays: { label: '工作日数' },
  months: { label: '月数' },
  by: { label: '时刻', help: '形如 17:00，一日之终写 24:00' },
  daysAfter: { label: '触发后第几天', help: '0 为当日，1 为次日' },
  before: { label: '哪个日期' },
  consume: { label: '一次回应', values: { one: '只抵一笔触发', shared: '可同时抵多笔触发' } },
  edges: { label: '边界规则', help: '遇到下列情形怎么算；不改即按默认' },
  'edges.change': {
    label: '期中调档、进出、请假',
    help: '默认按适用工作日加权：应完成数 = Σ（各段次数 × 该段工作日）÷ 全期工作日，四舍五入，至少 1 次',
    values: { timeWeighted: '按工作日加权', start: '看期初', end: '看期末', highest: '取最高档' },
  },
  'edges.minShare': { label: '最低适用份额', help: '适用工作日占全期的比例低于此数，义务失效，不作要求' },
  'edges.credit': {
    label: '期中移交，谁做的算数',
    help: '默认任何人所做都计入；否则只计责任人本人所做',
    values: { any: '任何人', bearer: '只计责任人' },
  },
  'edges.handoverGrace': { label: '移交宽限', help: '期末临近才接手的，完成期限至少延到接手后若干工作日' },
  'edges.entryGrace': {
    label: '补录期',
    help: '事情发生后多久之内补录仍然算数；逾期补录只列示，不改变结果',
    values: { workdays: '工作日', days: '天', unlimited: '不限期' },
  },
  'edges.ruleChange': {
    label: '期中换版本',
    help: '默认按周期开始时的版本；也可自施行日起分段，或从轻',
    values: { pin: '按期初版本', cutOver: '自施行日起分段', lenient: '从轻' },
  },
  breach: { label: '违反后果' },
  'breach.points': { label: '过错积分' },
  table: { label: '积分表' },
  item: { label: '项目' },
  measure: { label: '量什么', values: { held: '持有的客户', people: '在册人员', fact: '期内的事实' } },
  'measure.held': { label: '管户关系' },
  people: { label: '在册人员', values: { staff: '全部人员' } },
  of: { label: '占什么的比例', help: '不写则量绝对数；分母为零时不适用' },
  atMost: { label: '不得超过' },
  atLeast: { label: '不得低于' },
  tolerance: { label: '容差', help: '超出此数才算违反' },
  cases: { label: '样例', help: '发布时逐一验算，结果不符即拒绝发布' },
  cycle: { label: '积分周期', values: { calendarYear: '自然年', rolling: '滚动若干月' } },
  rolling: { label: '滚动' },
  cap: { label: '封顶', help: '一个周期内至多计到此数；不写则不封顶' },
  'measures.cap': { label: '比率上限', help: '完成比率至多按此数计，1.2 即 120%' },
  floor: { label: '比率下限' },
  aggravations: { label: '加重情节' },
  factor: { label: '倍数' },
  items: { label: '项目' },
  'items.points': { label: '分值' },
  disqualifies: { label: '直接取消资格', values: { true: '是' } },
  counts: { label: '计入哪些过错' },
  rules: { label: '规则' },
  tables: { label: '积分表' },
  'counts.items': { label: '积分项目' },
  'ladders.distinct': { label: '怎么数', values: { breach: '逐笔计算', date: '同一天算一次' } },
  window: { label: '回溯期', values: { months: '若干月', days: '若干天' } },
  resetAfter: { label: '多久没有过错即从头算起', values: UNTIL_RESET },
  steps: { label: '各步处理' },
  from: { label: '自第几次起' },
  issuedBy: { label: '由谁作出', values: ROLE_TITLES },
  rectification: { label: '附限期整改' },
  roles: { label: '适用岗位', values: ROLE_TITLES },
  closedBy: { label: '由谁结账', values: ROLE_TITLES },
  peers: { label: '与谁排名', values: { bank: '全行', institution: '同机构', post: '同岗位' } },
  tie: { label: '并列之后', values: { skip: '跳过名次', dense: '不跳名次' } },
  measures: { label: '指标' },
  source: { label: '取数', values: SOURCES },
  onTimeRate: { label: '义务按期完成率' },
  breaches: { label: '认定的违规次数' },
  points: { label: '过错积分' },
  facts: { label: '本人所办的事实数' },
  entered: { label: '由上级打分' },
  'entered.by': { label: '由谁打分', values: ROLE_TITLES },
  closedScore: { label: '计分编号' },
  target: { label: '目标', values: TARGET },
  param: { label: '参数' },
  zeroTarget: { label: '目标为零时', values: { notApplicable: '不适用，权重归其余指标', full: '视为达到' } },
  weight: { label: '权重' },
  adjustments: { label: '加减项' },
  each: { label: '每单位加（减）', help: '负数为减' },
  limit: { label: '至多加（减）' },
  score: { label: '依据哪项计分' },
  periods: { label: '连续几期' },
  levels: { label: '等级，由低到高' },
  decidedAt: { label: '由哪级机构决定' },
  rise: { label: '晋级' },
  fall: { label: '降级' },
  'rise.atLeast': { label: '不低于' },
  below: { label: '低于' },
  unit: { label: '单位' },
  value: { label: '数值', values: { number: '整数', string: '金额、小数或文字' } },
  text: { label: '正文' },
  issuer: { label: '发文机构' },
  scope: { label: '适用范围' },
  chapters: { label: '章' },
  format: { label: '格式' },
  regulations: { label: '制度' },
  parameters: { label: '参数' },
  pointsTables: { label: '积分表' },
  ladders: { label: '处理阶梯' },
  scores: { label: '计分' },
  grades: { label: '升降级' },
  fields: { label: '字段' },
  type: { label: '类型', values: { text: '文字', number: '数', date: '日期', boolean: '是否' } },
  values: { label: '取值' },
};

/** The label for a field by its path of names; the bare name where nobody named it. */
export function labelOfField(path: readonly string[]): FieldLabel {
  for (let start = 0; start < path.length; start++) {
    const found = FIELD_LABELS[path.slice(start).join('.')];
    if (found) return found;
  }
  return { label: path.at(-1) ?? '' };
}

/** How the fields of a rule stand together; what is named nowhere follows at the end. */
export const RULE_SECTIONS: readonly { title: string; fields: readonly string[] }[] = [
  { title: '名称与归属', fields: ['title', 'clause', 'subject'] },
  { title: '适用谁', fields: ['held', 'where'] },
  { title: '起算与时限', fields: ['period', 'trigger', 'within', 'notBefore', 'unless'] },
  { title: '办什么', fields: ['count', 'response', 'consume', 'measure', 'atMost', 'atLeast', 'tolerance'] },
  { title: '分档与次数', fields: ['tiers'] },
  { title: '由谁承担', fields: ['bearer'] },
  { title: '边界规则', fields: ['edges'] },
  { title: '违反后果', fields: ['breach'] },
];
