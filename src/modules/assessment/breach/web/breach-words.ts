import { breachDay } from '../../../../kernel/assess/points.ts';
import { civilDateOf } from '../../../../kernel/calendar/index.ts';
import type { Breach } from './breach-api.ts';

export function dayOfBreach({ breachedAt }: Pick<Breach, 'breachedAt'>, zone: string): string {
  return breachDay(new Date(breachedAt), zone);
}

/** The first day on which it may be judged. */
export function judgeableDay({ judgeableAt }: Pick<Breach, 'judgeableAt'>, zone: string): string {
  return civilDateOf(new Date(judgeableAt), zone);
}

/** Before it is judged the points are only what they would be. */
export function pointsText({ points, state }: Pick<Breach, 'points' | 'state'>): string {
  if (points === null) return '不扣分';
  if (state === 'suspected') return `认定后扣 ${points} 分`;
  return state === 'confirmed' ? `${points} 分` : '未扣分';
}
