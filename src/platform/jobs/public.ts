export { taskEndpoints } from './endpoints.ts';
export { registerJobs } from './http.ts';
export { type Jobs, startJobs, type TaskHandler } from './jobs.ts';
export { listEndedTasks, purgeTasks, type Task, type TaskState } from './tasks.ts';
