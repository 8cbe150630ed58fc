import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** File of the audit chain's checkpoints; undefined where none are kept. */
    checkpoints: string | undefined;
  }
}

/** Tells the server where checkpoints are kept, so that it can verify against them; call before it listens. */
export function registerCheckpoints(app: FastifyInstance, file: string | undefined): void {
  app.decorate('checkpoints', file);
}
