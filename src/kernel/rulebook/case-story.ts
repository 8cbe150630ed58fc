import { ROLE_TITLES } from '../access/roles.ts';
import type { GoldenCase } from './case.ts';
import type { Condition, Literal } from './expression.ts';
import { conditionSentence, factSentence, type Words } from './sentence.ts';

/** `at` is a day or a local time; null: it holds from the beginning. */
export type StoryLine = { at: string | null; text: string };

type Given = GoldenCase['given'];

/** A golden case told in time: who and what is there, what happens when, until which moment one looks (依据 RUL-2). */
export function caseStory({ given, asOf, known, effective }: GoldenCase, words: Words): StoryLine[] {
  const lines = [
    ...given.institutions.map(institutionLine),
    ...given.staff.map(staffLine),
    ...given.customers.flatMap((customer) => customerLines(customer, words)),
    ...given.calendar.map(({ day, workday }) => ({ at: day, text: workday ? '定为工作日' : '定为休息日' })),
    ...given.leave.map(({ staff, from, to }) => ({ at: from, text: `${staff} 请假至 ${to}` })),
    ...given.facts.flatMap((fact) => factLines(fact, words)),
    ...(effective === undefined ? [] : [{ at: effective, text: '制度施行' }]),
  ];
  const unknown = known === undefined || known === asOf ? '' : `，只用 ${readable(known)} 之前入账的`;
  return [...lines.sort(byTime), { at: asOf, text: `看结果${unknown}` }].map(({ at, text }) => ({
    at: at && readable(at),
    text,
  }));
}

const byTime = (one: StoryLine, other: StoryLine) =>
  (one.at ?? '') < (other.at ?? '') ? -1 : (one.at ?? '') > (other.at ?? '') ? 1 : 0;

const readable = (moment: string) => moment.replace('T', ' ');

function institutionLine({ no, type, parent }: Given['institutions'][number]): StoryLine {
  const parts = [type, parent && `上级 ${parent}`].filter(Boolean);
  return { at: null, text: `机构 ${no}${parts.length > 0 ? `（${parts.join('，')}）` : ''}` };
}

function staffLine({ no, copies, posts }: Given['staff'][number]): StoryLine {
  const held = posts.map(({ role, post, institution, from, until }) => {
    const title = post ?? ROLE_TITLES[role as keyof typeof ROLE_TITLES] ?? role;
    return `${institution === undefined ? '' : `${institution} `}${title}${spanText(from, until)}`;
  });
  return { at: null, text: `人员 ${no}${copiesText(copies, '人')}${held.length > 0 ? `：${held.join('、')}` : ''}` };
}

function customerLines(customer: Given['customers'][number], words: Words): StoryLine[] {
  const { no, copies, from, institution, attributes, changes, held } = customer;
  const told = [
    ...(institution === undefined ? [] : [`属 ${institution}`]),
    ...(Object.keys(attributes).length > 0 ? [attributesText(attributes, words)] : []),
    ...held.map(({ by, relation, from: since, until }) => {
      const name = words.relations[relation ?? Object.keys(words.relations)[0] ?? ''] ?? '主办';
      return `${name} ${by}${spanText(since, until)}`;
    }),
  ];
  return [
    {
      at: from ?? null,
      text: `客户 ${no}${copiesText(copies, '户')}${told.length > 0 ? `：${told.join('，')}` : '：无人主办'}`,
    },
    ...changes.map((change) => ({ at: change.from, text: `${no} 变为${attributesText(change.attributes, words)}` })),
  ];
}

function factLines({ fact, subject, by, at, recorded, retracted, fields }: Given['facts'][number], words: Words) {
  const where = Object.entries(fields).map(([field, value]): Condition => ({ eq: [{ field }, value] }));
  const what = factSentence({ fact, ...(where.length > 0 && { where: { and: where } }) }, words);
  const about = by === undefined || by === subject ? subject : `${by} 对 ${subject}`;
  const late = recorded === undefined || recorded === at ? '' : `，${readable(recorded)} 入账`;
  return [
    { at, text: `${about}：${what}${late}` },
    ...(retracted === undefined ? [] : [{ at: retracted, text: `撤回 ${subject} ${readable(at)} 的${what}` }]),
  ];
}

function attributesText(attributes: Record<string, Literal>, words: Words): string {
  const each = Object.entries(attributes).map(([attr, value]): Condition => ({ eq: [{ attr }, value] }));
  return each.map((condition) => conditionSentence(condition, {}, words)).join('、');
}

function spanText(from: string | undefined, until: string | undefined): string {
  if (from === undefined && until === undefined) return '';
  return `（${[from && `自 ${from}`, until && `至 ${until} 前`].filter(Boolean).join('，')}）`;
}

const copiesText = (copies: number, unit: string) => (copies === 1 ? '' : ` 等 ${copies} ${unit}`);
