import { defineErrors } from '../errors/public.ts';

export const rulebookErrors = defineErrors({
  RULEBOOK_DUPLICATE: { status: 422, text: '编号 {id} 出现了两次，请改成各不相同的编号' },
  RULEBOOK_NUMBER_TAKEN: { status: 422, text: '编号 {id} 已有，请换一个' },
  RULEBOOK_NUMBER_AMBIGUOUS: {
    status: 422,
    text: '编号 {id} 有两处，引用的是哪一处无从分辨；请先在目录中打开其中一处并删去，再改号',
  },
  RULEBOOK_READ_BY_NAME: { status: 422, text: '系统按名称 {id} 读取这个参数，不能改名；不用了可以删去' },
  RULEBOOK_UNKNOWN_CLAUSE: { status: 422, text: '规则引用的条款 {id} 不在制度正文里，请先写入该条款' },
  RULEBOOK_UNKNOWN_PARAMETER: { status: 422, text: '参数 {name} 没有定义，请在 parameters 中补上' },
  RULEBOOK_UNKNOWN_POINTS: { status: 422, text: '积分表 {table} 中没有项目 {item}，请核对' },
  RULEBOOK_UNKNOWN_WORD: { status: 422, text: '不认识“{word}”，请从词汇表中选择' },
  RULEBOOK_OTHER_SUBJECT: { status: 422, text: '事实“{word}”的对象与规则的对象不同，请更换' },
  RULEBOOK_NEED: { status: 422, text: '应完成数只能是数字或参数' },
  RULEBOOK_BEARER: {
    status: 422,
    text: '责任人与规则不符：有管户要求的由持有人承担，对象是人员的可由本人承担，时限义务可由经办人承担，其余请写主管（officer）',
  },
  RULEBOOK_BY_ACTOR: { status: 422, text: '“按经办人计”（by: actor）只适用于对象为人员（staff）的规则，请改写' },
  RULEBOOK_BEFORE: { status: 422, text: '“之前”至多写 days、workdays、months 之一；都不写即当日' },
  RULEBOOK_TYPES: { status: 422, text: '{left}不能与{right}比较或相加，请改成同一类型' },
  RULEBOOK_ORDER: { status: 422, text: '{type}不分大小，请改用 eq、ne 或 in（{value}）' },
  RULEBOOK_UNLESS: {
    status: 422,
    text: '“除非”（unless）等到窗口开始（opening）的，须写 notBefore；等到期限的请写 before: deadline',
  },
  RULEBOOK_CONSUME: {
    status: 422,
    text: '窗口从事实的日期倒数、又一事一应时，先后无从确定，请改为 consume: shared 或按编号应答（match: ref）',
  },
  RULEBOOK_BOUND: { status: 422, text: '限额须且只须写 atMost、atLeast 之一' },
  RULEBOOK_MEASURE: {
    status: 422,
    text: '管户数的限额以人员（staff）为对象，人员占比的限额以机构（institution）为对象，请改写',
  },
  RULEBOOK_CASE: { status: 422, text: '规则 {rule} 的示例“{name}”不成立：{reason}；请改正规则或示例' },
  RULEBOOK_FACT_TAKEN: { status: 422, text: '事实名 {name} 已由系统使用，请换一个名称' },
  RULEBOOK_LABEL_TWICE: { status: 422, text: '字段“{label}”在各事实中的类型和取值须一致，请改名或统一' },
  RULEBOOK_UNKNOWN_RULE: { status: 422, text: '没有编号为 {id} 的规则，请核对' },
  RULEBOOK_UNKNOWN_SCORE: { status: 422, text: '没有编号为 {id} 的考核，请核对' },
  RULEBOOK_STEP_ORDER: { status: 422, text: '阶梯的次数须逐级递增，请调整顺序' },
  RULEBOOK_COUNTS_NOTHING: { status: 422, text: '阶梯须至少计入一条规则或一个过错项目' },
  RULEBOOK_NO_WEIGHT: { status: 422, text: '各项指标的权重不能全为零，请填写权重' },
  RULEBOOK_HYSTERESIS: { status: 422, text: '晋级分数须高于降级分数，否则会来回升降' },
  RULEBOOK_CYCLE: { status: 422, text: '考核 {id} 直接或间接引用了自己的结果，请断开循环' },
  RULEBOOK_TIER_EMPTY: { status: 422, text: '第 {tier} 档的条件自相矛盾，没有对象能落入，请改正' },
  RULEBOOK_TIER_CONFLICT: {
    status: 422,
    text: '第 {one} 档与第 {other} 档重叠而应完成数不同：{example}时两档都适用，请改正其中一档',
  },
  RULEBOOK_TIER_GAP: { status: 422, text: '各档之间有缺口：{example}时没有一档适用，请补上或改正' },
  RULEBOOK_RULES_OVERLAP: {
    status: 422,
    text: '条款 {clause} 的规则 {one} 与 {other} 重叠：{example}时两条都适用，同一件事要办两遍，请划清界限',
  },
  RULEBOOK_RULES_GAP: {
    status: 422,
    text: '条款 {clause} 的规则 {rules} 之间有缺口：{example}时没有一条适用，请补上或改正',
  },
});
