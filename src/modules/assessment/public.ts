export { judgeBreaches } from './breach/judge.ts';
