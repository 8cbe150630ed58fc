export { meetsOn, startOn } from './meeting/series.rules.ts';
