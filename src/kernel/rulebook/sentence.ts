import type { Comparison, Condition, Value } from './expression.ts';
import type {
  Bearer,
  Duration,
  FactMeasure,
  FactSelector,
  Grace,
  LimitRule,
  RecurringRule,
  ResponseRule,
  Rule,
  StateMeasure,
  SubjectType,
} from './rule.ts';
import type { Rulebook } from './rulebook.ts';

/** How people call what rules name; the vocabulary gives it. */
export interface Words {
  subjects: Record<SubjectType, string>;
  attributes: Record<string, { label: string; unit?: string | undefined; values?: Record<string, string> | undefined }>;
  relations: Record<string, string>;
  officers: Record<string, string>;
  facts: Record<string, { label: string; fields: Record<string, FieldWords> }>;
}

export interface FieldWords {
  label: string;
  values?: Record<string, string> | undefined;
}

type Speech = { words: Words; parameters: Rulebook['parameters']; fields: Record<string, FieldWords> };

/** A rule as one plain Chinese sentence, so that whoever owes by it can read it (依据 RUL-2). */
export function sentenceOf(rule: Rule, parameters: Rulebook['parameters'], words: Words): string {
  const speech: Speech = { words, parameters, fields: {} };
  if (rule.shape === 'recurring') return recurringSentence(rule, speech);
  return rule.shape === 'response' ? responseSentence(rule, speech) : limitSentence(rule, speech);
}

/** A condition about a subject in Chinese: `存款余额达 1,000,000 元`. */
export function conditionSentence(condition: Condition, parameters: Rulebook['parameters'], words: Words): string {
  return conditionText(condition, { words, parameters, fields: {} });
}

/** A kind of fact, with what its fields say: `联系客户（走访）`. */
export function factSentence(selector: FactSelector, words: Words): string {
  return factText(selector, { words, parameters: {}, fields: {} });
}

const EVERY: Record<RecurringRule['period'], string> = {
  day: '每日',
  week: '每周',
  tenDay: '每旬',
  month: '每月',
  quarter: '每季度',
  halfYear: '每半年',
  year: '每年',
};

function recurringSentence(rule: RecurringRule, speech: Speech): string {
  const noun = speech.words.subjects[rule.subject];
  const who = bearerText(rule.bearer, rule.held, speech);
  const what = `${rule.count.by === 'actor' ? '经办' : ''}${factText(rule.count, speech)}`;
  const unit = rule.count.distinct === 'date' ? '次（按日计）' : '次';
  const tiers = rule.tiers.map(({ where, need }) => {
    const whom = where === undefined ? `全部${noun}` : `${conditionText(where, speech)}的${noun}`;
    return `${whom}，由${who}${EVERY[rule.period]}${what}不少于 ${valueText(need, speech)} ${unit}`;
  });
  return `${[tiers.join('；'), ...edgeTexts(rule)].join('，')}。`;
}

function edgeTexts({ edges, held }: RecurringRule): string[] {
  const { workdays } = edges.handoverGrace;
  return [
    graceText(edges.entryGrace),
    ...(held !== undefined && workdays > 0 ? [`移交后顺延 ${workdays} 个工作日`] : []),
    ...(edges.credit === 'bearer' ? ['只计责任人本人所做'] : []),
  ];
}

function responseSentence(rule: ResponseRule, speech: Speech): string {
  const who = bearerText(rule.bearer, undefined, speech);
  const trigger = factText(rule.trigger, speech);
  const fields = speech.words.facts[rule.trigger.fact]?.fields ?? {};
  const deadline = durationText(rule.within, fields);
  const shared = rule.consume === 'shared' ? ['一次可同时答复多笔'] : [];
  const since = rule.notBefore ? `${durationText(rule.notBefore, fields).replace(/[前内]$/, '')}起，` : '';
  const unless = rule.unless ? `其间没有${factText(rule.unless, speech)}的，` : '';
  const duty = `${trigger}后，${since}${unless}由${who}${deadline}完成${factText(rule.response, speech)}`;
  return `${[duty, ...shared, graceText(rule.edges.entryGrace)].join('，')}。`;
}

function limitSentence(rule: LimitRule, speech: Speech): string {
  const noun = speech.words.subjects[rule.subject];
  const whom =
    rule.where === undefined
      ? `每${MEASURE_WORDS[rule.subject]}${noun}`
      : `${conditionText(rule.where, speech)}的${noun}`;
  const value = rule.atMost ?? rule.atLeast ?? 0;
  const side = rule.atMost === undefined ? '不低于' : '不超过';
  const tolerance = rule.tolerance === 0 ? [] : [`容差 ${valueText(rule.tolerance, speech)}`];
  const what = 'fact' in rule.measure ? factMeasureText(rule.measure, speech) : stateMeasureText(rule.measure, speech);
  const bound = `${valueText(value, speech)}${'of' in rule.measure ? '（比例）' : ''}`;
  const who = bearerText(rule.bearer, undefined, speech);
  return `${[`${whom}${what}${side} ${bound}`, ...tolerance, `由${who}负责`].join('，')}。`;
}

const MEASURE_WORDS: Record<SubjectType, string> = { customer: '个', staff: '名', institution: '个' };

function stateMeasureText(measure: StateMeasure, speech: Speech): string {
  const held = 'held' in measure;
  const noun = held
    ? `${speech.words.relations[measure.held] ?? ''}${speech.words.subjects.customer}`
    : speech.words.subjects.staff;
  const of = measure.of?.where ? `${conditionText(measure.of.where, speech)}的${noun}` : `全部${noun}`;
  const part = measure.where ? `${conditionText(measure.where, speech)}的${noun}` : noun;
  return measure.of ? `${of}中${part}的占比` : `${part}数`;
}

function factMeasureText(measure: FactMeasure, speech: Speech): string {
  const every = `${EVERY[measure.period]}${measure.by === 'actor' ? '经办' : ''}`;
  if (!measure.of) return `${every}${factText(measure, speech)}的次数`;
  return `${every}${factText(measure, speech)}与${factText(measure.of, speech)}之比`;
}

function graceText(grace: Grace): string {
  if (grace === 'unlimited') return '补录不限期';
  return 'workdays' in grace ? `补录期 ${grace.workdays} 个工作日` : `补录期 ${grace.days} 天`;
}

function bearerText(bearer: Bearer, held: string | undefined, { words }: Speech): string {
  if (bearer === 'holder') return words.relations[held ?? ''] ?? '持有人';
  if (bearer === 'subject') return '本人';
  if (bearer === 'actor') return '经办人';
  return words.officers[bearer.officer] ?? bearer.officer;
}

/** `联系客户（走访）`: values that have a name of their own need no field before them. */
function factText({ fact, where }: FactSelector, speech: Speech): string {
  const source = speech.words.facts[fact];
  const label = source?.label ?? fact;
  if (where === undefined) return label;
  return `${label}（${conditionText(where, { ...speech, fields: source?.fields ?? {} })}）`;
}

function durationText(within: Duration, fields: Record<string, FieldWords>): string {
  if ('before' in within) {
    const { before, days, workdays, months } = within;
    const date = fields[before]?.label ?? before;
    if (days === undefined && workdays === undefined && months === undefined) return `在${date}当日内`;
    const span = days !== undefined ? `${days} 天` : workdays !== undefined ? `${workdays} 个工作日` : `${months} 个月`;
    return `在${date}的 ${span}前`;
  }
  if ('hours' in within) return `在 ${within.hours} 小时内`;
  if ('days' in within) return `在 ${within.days} 天内`;
  if ('workdays' in within) return `在 ${within.workdays} 个工作日内`;
  if ('months' in within) return `在 ${within.months} 个月内`;
  const day = ['当日', '次日'][within.daysAfter] ?? `${within.daysAfter} 天后`;
  return within.by === '24:00' ? `在${day}内` : `在${day} ${within.by} 前`;
}

function conditionText(condition: Condition, speech: Speech): string {
  if ('and' in condition) return condition.and.map((part) => conditionText(part, speech)).join('且');
  if ('or' in condition) return condition.or.map((part) => conditionText(part, speech)).join('或');
  if ('not' in condition) return `并非“${conditionText(condition.not, speech)}”`;
  if ('present' in condition) return `有${valueText(condition.present, speech)}`;
  if ('in' in condition) return memberText(condition.in[0], condition.in[1], speech);
  const [comparison, [left, right]] = Object.entries(condition)[0] as [Comparison, [Value, Value]];
  return comparisonText(comparison, left, right, speech);
}

function memberText(value: Value, members: (number | string | boolean)[], speech: Speech): string {
  const names = members.map((member) => namedValue(value, member, speech) ?? valueText(member, speech));
  return `${valueText(value, speech)}为${names.join('、')}之一`;
}

const COMPARISON_TEXTS: Record<Comparison, string> = {
  eq: '为',
  ne: '不为',
  gt: '超过',
  ge: '达',
  lt: '不足',
  le: '不超过',
};

/** “The larger of two reaches” is said as “either reaches”, as regulations say it. */
function comparisonText(comparison: Comparison, left: Value, right: Value, speech: Speech): string {
  if (comparison === 'eq') {
    const name = namedValue(left, right, speech);
    if (name !== null) return name;
  }
  const amount = `${valueText(right, speech)}${unitText(left, right, speech)}`;
  const rises = comparison === 'ge' || comparison === 'gt';
  const falls = comparison === 'lt' || comparison === 'le';
  if (typeof left === 'object' && ('max' in left || 'min' in left) && (rises || falls)) {
    const parts = 'max' in left ? left.max : left.min;
    const either = 'max' in left === rises;
    const subject = parts.map((part) => valueText(part, speech)).join(either ? '或' : '、');
    return `${subject}${either || parts.length === 1 ? '' : '均'}${COMPARISON_TEXTS[comparison]} ${amount}`;
  }
  return `${valueText(left, speech)}${COMPARISON_TEXTS[comparison]} ${amount}`;
}

/** The Chinese name of a field's or an attribute's value, or null if it has none. */
function namedValue(name: Value, value: Value, { fields, words }: Speech): string | null {
  if (typeof name !== 'object') return null;
  if ('field' in name) return fields[name.field]?.values?.[String(value)] ?? null;
  return 'attr' in name ? (words.attributes[name.attr]?.values?.[String(value)] ?? null) : null;
}

function unitText(left: Value, right: Value, speech: Speech): string {
  const given = typeof right === 'object' && 'param' in right ? speech.parameters[right.param]?.unit : undefined;
  const unit = given ?? attributeUnit(left, speech);
  return unit ? ` ${unit}` : '';
}

function attributeUnit(value: Value, speech: Speech): string | undefined {
  if (typeof value !== 'object') return undefined;
  if ('attr' in value) return speech.words.attributes[value.attr]?.unit;
  const [parts] = Object.values(value);
  return Array.isArray(parts) ? parts.map((part) => attributeUnit(part, speech)).find(Boolean) : undefined;
}

function valueText(value: Value, speech: Speech): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value !== 'object') return figureText(value);
  if ('param' in value) return figureText(speech.parameters[value.param]?.value ?? value.param);
  if ('attr' in value) return speech.words.attributes[value.attr]?.label ?? value.attr;
  if ('field' in value) return speech.fields[value.field]?.label ?? value.field;
  if ('add' in value) return value.add.map((part) => valueText(part, speech)).join('加');
  const parts = 'max' in value ? value.max : value.min;
  const which = 'max' in value ? '较大者' : '较小者';
  return `${parts.map((part) => valueText(part, speech)).join('、')}中${which}`;
}

/** Thousands are parted; what is no number stays as it is. */
function figureText(value: number | string): string {
  const text = String(value);
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text;
  const [whole = '', fraction] = text.split('.');
  const parted = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? parted : `${parted}.${fraction}`;
}
