import { z } from 'zod';
import { caseSchema } from './case.ts';
import { type Condition, conditionSchema, type Value, valueSchema } from './expression.ts';
import { SUBJECT_TYPES, type SubjectType } from './subject.ts';

export { SUBJECT_TYPES, type SubjectType };

const id = z.string().regex(/^[A-Z]{3}-\d+[a-z]?$/, '规则编号形如 CUS-1a');
const clauseId = z.string().regex(/^[A-Z]{3}-\d+$/, '条款编号形如 CUS-1');
const wholeNumber = z.number().int().min(0);

/** Which facts qualify. `where` reads the fact's fields. */
const factSelectorSchema = z.strictObject({ fact: z.string().min(1), where: conditionSchema.optional() });
export type FactSelector = { fact: string; where?: Condition | undefined };

/**
 * Who bears the duty: the holder of the custody relation, the subject himself (staff), the actor of the trigger,
 * or the nearest officer of a role at or above the subject's institution.
 */
const bearerSchema = z.union([
  z.literal('holder'),
  z.literal('subject'),
  z.literal('actor'),
  z.strictObject({ officer: z.string().min(1) }),
]);
export type Bearer = 'holder' | 'subject' | 'actor' | { officer: string };

/** How long an entry may come after the day it is about and still count (补录). Workdays or calendar days. */
const graceSchema = z.union([
  z.strictObject({ workdays: wholeNumber }),
  z.strictObject({ days: wholeNumber }),
  z.literal('unlimited'),
]);
export type Grace = { workdays: number } | { days: number } | 'unlimited';

const fraction = z.tuple([wholeNumber, z.number().int().positive()]);

/** The edge policies of a recurring rule: closed lists, defaults as in docs/rules.md. */
export const recurringEdgesSchema = z.strictObject({
  /** Tier changes, subject or holder enters or leaves, leave of absence, within a period. */
  change: z.enum(['timeWeighted', 'start', 'end', 'highest']).default('timeWeighted'),
  /** Below this share of eligible workdays the duty is void. */
  minShare: fraction.default([1, 3]),
  /** Whose facts count after a handover. */
  credit: z.enum(['any', 'bearer']).default('any'),
  /** Workdays that a new holder has after the day he started. */
  handoverGrace: z.strictObject({ workdays: wholeNumber }).default({ workdays: 5 }),
  entryGrace: graceSchema.default({ workdays: 3 }),
  /** Which version rules when the rulebook changes within a period. */
  ruleChange: z.enum(['pin', 'cutOver', 'lenient']).default('pin'),
});
export type RecurringEdges = z.infer<typeof recurringEdgesSchema>;

const responseEdgesSchema = z.strictObject({
  entryGrace: graceSchema.default({ workdays: 3 }),
});
export type ResponseEdges = z.infer<typeof responseEdgesSchema>;

/** What a confirmed breach costs: an item of a points table. */
const breachSchema = z.strictObject({
  points: z.strictObject({ table: z.string().min(1), item: z.string().min(1) }).optional(),
});

const head = {
  id,
  clause: clauseId,
  title: z.string().min(1),
  subject: z.enum(SUBJECT_TYPES),
  /** Golden cases: they run whenever the rulebook is checked or published. */
  cases: z.array(caseSchema).default([]),
};

export const PERIOD_KINDS = ['day', 'week', 'tenDay', 'month', 'quarter', 'halfYear', 'year'] as const;

/** (a) 周期义务: each subject of a population, each period, at least `need` qualifying facts. */
export const recurringRuleSchema = z.strictObject({
  ...head,
  shape: z.literal('recurring'),
  period: z.enum(PERIOD_KINDS),
  /** The custody relation that somebody must hold for the subject to count at all. */
  held: z.string().min(1).optional(),
  /** First tier whose condition holds on a day gives that day's need. */
  tiers: z.array(z.strictObject({ where: conditionSchema.optional(), need: valueSchema })).min(1),
  count: z.strictObject({
    ...factSelectorSchema.shape,
    distinct: z.enum(['date', 'fact']).default('date'),
    /** Whose facts count: those about the subject, or (of people) those that the subject did. */
    by: z.enum(['subject', 'actor']).default('subject'),
  }),
  bearer: bearerSchema,
  edges: recurringEdgesSchema.prefault({}),
  breach: breachSchema.prefault({}),
});

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, '时刻形如 17:00，一日之终写 24:00');

/** How long the response may take. The trigger day is not counted; hours run at once (民法典 200–204). */
export const durationSchema = z.union([
  z.strictObject({ hours: z.number().int().positive() }),
  z.strictObject({ days: z.number().int().positive() }),
  z.strictObject({ workdays: z.number().int().positive() }),
  z.strictObject({ months: z.number().int().positive() }),
  z.strictObject({ by: timeOfDay, daysAfter: wholeNumber.default(0) }),
  z.strictObject({
    before: z.string().min(1),
    days: z.number().int().positive().optional(),
    workdays: z.number().int().positive().optional(),
    months: z.number().int().positive().optional(),
  }),
]);
export type Duration = z.infer<typeof durationSchema>;

/** How a fact belongs to the trigger, whose subject it has: it names its number, anybody's will do, or its actor's. */
const matchSchema = z.enum(['ref', 'subject', 'actor']);

/** (b) 时限义务: after a trigger fact, a response fact in time. */
export const responseRuleSchema = z.strictObject({
  ...head,
  shape: z.literal('response'),
  trigger: factSelectorSchema,
  response: z.strictObject({ ...factSelectorSchema.shape, match: matchSchema }),
  within: durationSchema,
  /** When the window opens; earlier responses do not count. Absent: with the trigger. */
  notBefore: durationSchema.optional(),
  /** A fact between the trigger and the window's opening, or its deadline, that makes the duty void. */
  unless: z
    .strictObject({
      ...factSelectorSchema.shape,
      match: matchSchema,
      before: z.enum(['opening', 'deadline']).default('opening'),
    })
    .optional(),
  consume: z.enum(['one', 'shared']),
  bearer: bearerSchema,
  edges: responseEdgesSchema.prefault({}),
  breach: breachSchema.prefault({}),
});

/** Of which part of a population a share is taken; absent condition: of all of it. */
const shareSchema = z.strictObject({ where: conditionSchema.optional() });

/** What a limit measures: a state that holds from day to day, or facts within each period. With `of` it is a share. */
export const measureSchema = z.union([
  z.strictObject({ held: z.string().min(1), where: conditionSchema.optional(), of: shareSchema.optional() }),
  z.strictObject({ people: z.literal('staff'), where: conditionSchema.optional(), of: shareSchema.optional() }),
  z.strictObject({
    ...factSelectorSchema.shape,
    period: z.enum(PERIOD_KINDS),
    distinct: z.enum(['date', 'fact']).default('fact'),
    by: z.enum(['subject', 'actor']).default('subject'),
    of: factSelectorSchema.optional(),
  }),
]);
export type Measure = z.infer<typeof measureSchema>;
export type StateMeasure = Extract<Measure, { held: string } | { people: 'staff' }>;
export type FactMeasure = Extract<Measure, { fact: string }>;

/** (c) 限额: a measure of each subject that stays within a bound, give or take the tolerance. */
export const limitRuleSchema = z.strictObject({
  ...head,
  shape: z.literal('limit'),
  /** The population, by the subject's own attributes; absent: all. */
  where: conditionSchema.optional(),
  measure: measureSchema,
  atMost: valueSchema.optional(),
  atLeast: valueSchema.optional(),
  tolerance: valueSchema.default(0),
  bearer: bearerSchema,
  edges: responseEdgesSchema.prefault({}),
  breach: breachSchema.prefault({}),
});

export const ruleSchema = z.discriminatedUnion('shape', [recurringRuleSchema, responseRuleSchema, limitRuleSchema]);

export type RecurringRule = z.infer<typeof recurringRuleSchema>;
export type ResponseRule = z.infer<typeof responseRuleSchema>;
export type LimitRule = z.infer<typeof limitRuleSchema>;
export type Rule = z.infer<typeof ruleSchema>;
export type Tier = { where?: Condition | undefined; need: Value };
