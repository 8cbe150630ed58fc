export { judgeBreaches } from './breach/judge.ts';
export { countWaiting } from './breach/list-breaches.ts';
export { pointsInCycle } from './points/points-of.ts';
