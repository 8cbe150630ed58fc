import type { FastifyInstance, FastifyRequest, FastifyServerOptions } from 'fastify';

/**
 * Logs carry no personal data and no secrets: of a request only its method and route pattern (never the address, whose
 * query may hold a name or a number), of a failure its kind and stack (never the values of the statement).
 */
export const LOG_SERIALIZERS = {
  req: (request: FastifyRequest) => ({ method: request.method, route: request.routeOptions.url }),
  err: (error: Error & { code?: string }) => ({
    type: error.name,
    message: error.message,
    stack: error.stack ?? '',
    ...(error.code !== undefined && { code: error.code }),
  }),
};

export type LogOption = FastifyServerOptions['logger'];

/** One line per request when it is answered. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const took = Math.round(reply.elapsedTime * 10) / 10;
    request.log.info({ req: request, status: reply.statusCode, took }, 'request');
    done();
  });
}
