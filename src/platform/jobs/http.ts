import type { FastifyInstance } from 'fastify';
import type { Jobs } from './jobs.ts';

declare module 'fastify' {
  interface FastifyInstance {
    jobs: Jobs;
  }
}

/** Gives the server its `jobs`; call before it listens. */
export function registerJobs(server: FastifyInstance, jobs: Jobs): void {
  server.decorate('jobs', jobs);
}
