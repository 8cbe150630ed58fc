import type { FastifyError, FastifyInstance, FastifyRequest, FastifyServerOptions } from 'fastify';

/**
 * Logs carry no personal data and no secrets: of a request only its method and route pattern (never the address, whose
 * query may hold a name or a number), of a failure its kind and stack.
 */
export const LOG_SERIALIZERS = {
  req: (request: FastifyRequest) => ({ method: request.method, route: request.routeOptions.url }),
  err: describeError,
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

/** The message of a database error quotes the values of the statement; its code says enough. */
function describeError(error: FastifyError & { severity?: string }): { type: string; message: string; stack: string } {
  const fromDatabase = error.severity !== undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return {
    type: error.name,
    message: fromDatabase ? `database error ${error.code}` : error.message,
    stack: frames.join('\n'),
  };
}
