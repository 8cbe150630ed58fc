export { taskEndpoints } from './endpoints.ts';
export { jobErrors } from './errors.ts';
export { registerJobs } from './http.ts';
export { type Jobs, type NewTask, type RunningTask, startJobs, type TaskHandler, type TaskOutcome } from './jobs.ts';
export { cancelTask, getTask, listTasks, type Task, type TaskState } from './tasks.ts';
