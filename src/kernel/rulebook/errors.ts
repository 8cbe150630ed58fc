import { defineErrors } from '../errors/public.ts';

export const rulebookErrors = defineErrors({
  RULEBOOK_DUPLICATE: { status: 422, text: '编号 {id} 出现了两次，请改成各不相同的编号' },
  RULEBOOK_UNKNOWN_CLAUSE: { status: 422, text: '规则引用的条款 {id} 不在制度正文里，请先写入该条款' },
  RULEBOOK_UNKNOWN_PARAMETER: { status: 422, text: '参数 {name} 没有定义，请在 parameters 中补上' },
  RULEBOOK_UNKNOWN_POINTS: { status: 422, text: '积分表 {table} 中没有项目 {item}，请核对' },
  RULEBOOK_UNKNOWN_WORD: { status: 422, text: '不认识“{word}”，请从词汇表中选择' },
  RULEBOOK_OTHER_SUBJECT: { status: 422, text: '事实“{word}”的对象与规则的对象不同，请更换' },
  RULEBOOK_FIELD_IN_POPULATION: { status: 422, text: '适用人群只能用对象的属性，不能用事实的字段“{word}”' },
  RULEBOOK_NEED: { status: 422, text: '应完成数只能是数字或参数' },
  RULEBOOK_BEARER: {
    status: 422,
    text: '责任人与规则的形状不符：有管户要求的由持有人承担，其余由对象本人、经办人或主管承担',
  },
  RULEBOOK_BEFORE: { status: 422, text: '“之前”须且只须写 days、workdays、months 之一' },
});
