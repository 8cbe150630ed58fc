export { refusal } from './authorise.ts';
export { type Access, defineEndpoint, type Endpoint, type Method } from './endpoint.ts';
export { httpErrors } from './errors.ts';
export { foreseenProblems } from './failures.ts';
export { answerTo, KEYED, keyValues, purgeIdempotencyKeys, type RequestKey } from './idempotency.ts';
export type { Authenticate } from './route.ts';
export { buildServer, type ServerOptions } from './server.ts';
