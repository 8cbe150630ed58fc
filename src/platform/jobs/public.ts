export { taskEndpoints } from './endpoints.ts';
export { registerJobs } from './http.ts';
export { type Jobs, startJobs, type TaskHandler } from './jobs.ts';
export { purgeTasks } from './tasks.ts';
