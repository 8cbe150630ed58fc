import { Decimal } from 'decimal.js';
import type { Side, Sides, Summary } from './scenario-api.ts';

/**
 * What a second scenario makes of a line of the first. Each scenario reckons only the rules that it changes, so that
 * what the second changes is added to what there was; where it changes nothing here, all stays as it was.
 */
export function besideLine({ before }: Sides, other: Sides | undefined): Side {
  if (other === undefined) return before;
  const whole = (key: 'duties' | 'need' | 'failed') => before[key] + other.after[key] - other.before[key];
  const exact = (key: 'hours' | 'points') =>
    new Decimal(before[key]).plus(other.after[key]).minus(other.before[key]).toString();
  return {
    duties: whole('duties'),
    need: whole('need'),
    failed: whole('failed'),
    hours: exact('hours'),
    points: exact('points'),
  };
}

/** The rules that either scenario changes; one that the first leaves alone stands as it was. */
export function rulesOfBoth(own: Summary, other: Summary | undefined): Summary['rules'] {
  const known = new Set(own.rules.map(({ rule }) => rule));
  const more = other?.rules.filter(({ rule }) => !known.has(rule)) ?? [];
  return [...own.rules, ...more.map((line) => ({ ...line, after: line.before }))];
}
