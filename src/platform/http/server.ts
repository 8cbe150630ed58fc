import { randomUUID } from 'node:crypto';
import fastifyCompress from '@fastify/compress';
import fastifyCookie from '@fastify/cookie';
import fastifyMultipart from '@fastify/multipart';
import fastify, { type FastifyInstance } from 'fastify';
import type { Clock, Reader } from '../context.ts';
import type { Db } from '../db/database.ts';
import type { ModuleDefinition } from '../module.ts';
import { endpointsOf, type RegisterExporter } from '../registers/endpoints.ts';
import type { Endpoint } from './endpoint.ts';
import { answerFailure, refuseUnknownPath } from './failures.ts';
import { LOG_SERIALIZERS, type LogOption, logRequests } from './log.ts';
import { type Authenticate, addRoute } from './route.ts';
import { SECURITY_HEADERS } from './security.ts';
import { serveWeb } from './web.ts';

export type ServerOptions = {
  db: Db;
  /** Of the role that row-level security binds (`Context.reader`). */
  reader?: Reader | undefined;
  clock: Clock;
  zone: string;
  modules: readonly ModuleDefinition[];
  authenticate: Authenticate;
  /** Endpoints of no module, such as the health probe. */
  endpoints?: readonly Endpoint[];
  /** Makes files of registers' lists; without it they cannot be exported. */
  exporter?: RegisterExporter;
  /** The built web application; without it only the API is served. */
  webDir?: string;
  logger?: LogOption;
  /** True behind the bank's own proxy: its forwarded address and scheme are believed. */
  trustProxy?: boolean;
};

const BODY_LIMIT = 1024 * 1024;
/** Below this the time to compress is more than the time to send. */
const COMPRESS_FROM = 8 * 1024;

/** Builds the server, ready to `listen` or `inject`. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: withSerializers(options.logger ?? false),
    logController: new fastify.LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    trustProxy: options.trustProxy ?? false,
    genReqId: () => randomUUID(),
    schemaController: { compilersFactory: { buildValidator: refuseSchema, buildSerializer: refuseSchema } },
  });
  await app.register(fastifyCookie);
  await app.register(fastifyMultipart);
  await app.register(fastifyCompress, {
    threshold: COMPRESS_FROM,
    encodings: ['gzip', 'identity'],
    zlibOptions: { level: 4 },
  });
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(SECURITY_HEADERS).header('x-request-id', request.id);
    done();
  });
  if (options.logger) logRequests(app);
  app.setErrorHandler(answerFailure);
  const { db, reader, clock, zone } = options;
  const base = { db, clock, zone, ...(reader && { reader }) };
  for (const endpoint of [...endpointsOf(options.modules, options.exporter), ...(options.endpoints ?? [])]) {
    addRoute(app, endpoint, base, options.authenticate);
  }
  if (options.webDir === undefined) app.setNotFoundHandler(refuseUnknownPath);
  else await serveWeb(app, options.webDir);
  return app;
}

/** Zod reads what comes in; without compilers of JSON schemas, which nothing uses, the server is some megabytes smaller. */
function refuseSchema(): never {
  throw new Error('routes declare no JSON schema');
}

function withSerializers(logger: LogOption): LogOption {
  if (!logger) return false;
  return { ...(typeof logger === 'object' ? logger : {}), serializers: LOG_SERIALIZERS };
}
