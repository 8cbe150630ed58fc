import { Decimal } from 'decimal.js';
import type { Score, ScoreAdjustment, ScoreMeasure } from '../rulebook/score.ts';

/** A number as what it was counted from, so that a share such as 1/3 stays exact. */
export type Quantity = { numerator: string; denominator: string };

/** What a person reached, by measure and adjustment id; null: not applicable to him. */
export type ScoreInputs = Readonly<Record<string, Quantity | null>>;

export type MeasureResult = {
  id: string;
  label: string;
  /** Null: not applicable; the weight went to the others. */
  value: Quantity | null;
  target: string;
  /** Ratio to target in percent, as counted between floor and cap; two decimals, for reading. */
  ratio: string | null;
  weight: string;
  /** The weight with its part of what others gave up; exact fraction, read as numerator ÷ denominator. */
  carried: Quantity;
  score: string;
};

export type AdjustmentResult = { id: string; label: string; value: Quantity | null; each: string; score: string };

export type ScoreResult = { measures: MeasureResult[]; adjustments: AdjustmentResult[]; total: string };

const DECIMALS = 2;
/** Enough digits that rounding once to two decimals is exact for any figure a bank has. */
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });

/**
 * A person's score of a period (依据 ASM-7). Each line is rounded half up to two decimals and the total is their sum,
 * so that what stands in the table adds up. `targets` gives each measure's target with parameters resolved.
 */
export function scoreOf(score: Score, inputs: ScoreInputs, targets: Readonly<Record<string, string>>): ScoreResult {
  const applicable = score.measures.filter((measure) => applies(measure, inputs, targets));
  const all = sumOf(score.measures.map(({ weight }) => weight));
  const carrying = sumOf(applicable.map(({ weight }) => weight));
  const measures = score.measures.map((measure): MeasureResult => {
    const target = targetOf(measure, targets);
    const value = inputs[measure.id] ?? null;
    const { id, label, weight } = measure;
    if (!applicable.includes(measure)) {
      return { id, label, value, target, ratio: null, weight, carried: ratioOf(0, 1), score: '0' };
    }
    const ratio = boundedRatio(measure, value, target);
    const carried = ratioOf(new Exact(weight).times(all), carrying);
    const points = new Exact(ratio.numerator).times(carried.numerator);
    return {
      id,
      label,
      value,
      target,
      ratio: rounded(new Exact(ratio.numerator).times(100).div(ratio.denominator)),
      weight,
      carried,
      score: rounded(points.div(new Exact(ratio.denominator).times(carried.denominator))),
    };
  });
  const adjustments = score.adjustments.map((adjustment) => adjusted(adjustment, inputs[adjustment.id] ?? null));
  const total = sumOf([...measures, ...adjustments].map((line) => line.score)).toString();
  return { measures, adjustments, total };
}

/** Not applicable without a number, and with a zero target that says so. */
function applies(measure: ScoreMeasure, inputs: ScoreInputs, targets: Readonly<Record<string, string>>): boolean {
  if (new Exact(targetOf(measure, targets)).isZero()) return measure.zeroTarget === 'full';
  return (inputs[measure.id] ?? null) !== null;
}

function targetOf({ id }: ScoreMeasure, targets: Readonly<Record<string, string>>): string {
  const target = targets[id];
  if (target === undefined) throw new Error(`measure ${id} has no target`);
  return target;
}

function boundedRatio({ floor, cap }: ScoreMeasure, value: Quantity | null, target: string): Quantity {
  const goal = new Exact(target);
  if (goal.isZero()) return ratioOf(1, 1);
  if (value === null) throw new Error('an applicable measure has a value');
  const numerator = new Exact(value.numerator);
  const denominator = goal.times(value.denominator);
  if (numerator.greaterThan(denominator.times(cap))) return ratioOf(cap, 1);
  if (numerator.lessThan(denominator.times(floor))) return ratioOf(floor, 1);
  return ratioOf(numerator, denominator);
}

function adjusted({ id, label, each, limit }: ScoreAdjustment, value: Quantity | null): AdjustmentResult {
  if (value === null) return { id, label, value, each, score: '0' };
  const points = new Exact(value.numerator).times(each).div(value.denominator);
  const bounded = limit === undefined ? points : Exact.max(Exact.min(points, limit), new Exact(limit).negated());
  return { id, label, value, each, score: rounded(bounded) };
}

/** Places within one peer group, best first; equal totals share one (`tie`). The keys come back in order of place. */
export function placesOf(
  totals: readonly { key: string; total: string }[],
  tie: Score['tie'],
): { key: string; place: number }[] {
  const ordered = totals.toSorted((a, b) => new Exact(b.total).comparedTo(a.total) || (a.key < b.key ? -1 : 1));
  let place = 0;
  return ordered.map(({ key, total }, index) => {
    const before = ordered[index - 1];
    if (before === undefined || !new Exact(before.total).equals(total)) place = tie === 'dense' ? place + 1 : index + 1;
    return { key, place };
  });
}

function ratioOf(numerator: Decimal.Value, denominator: Decimal.Value): Quantity {
  return { numerator: new Exact(numerator).toFixed(), denominator: new Exact(denominator).toFixed() };
}

function sumOf(values: readonly string[]): Decimal {
  return values.reduce((sum: Decimal, one) => sum.plus(one), new Exact(0));
}

function rounded(value: Decimal): string {
  // A negative half goes away from zero too: what is taken off is rounded as what is given.
  return value.toDecimalPlaces(DECIMALS, Decimal.ROUND_HALF_UP).toString();
}
