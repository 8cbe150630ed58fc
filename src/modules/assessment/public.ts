export { countWaiting } from './breach/list-breaches.ts';
export { pointsInCycle } from './points/points-of.ts';
