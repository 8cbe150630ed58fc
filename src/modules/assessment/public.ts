export { judgeBreaches } from './breach/judge.ts';
export { fileIncident } from './incident/file-incident.ts';
export { countedPoints } from './points/counted-points.ts';
export { closeScore } from './score/close.ts';
export { enterScore } from './score/enter.ts';
