import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fail, parseInput } from '../../kernel/errors/public.ts';
import type { Context, Principal } from '../context.ts';
import { refusal } from './authorise.ts';
import type { Endpoint } from './endpoint.ts';
import { httpErrors } from './errors.ts';
import { once, requestKeyOf } from './idempotency.ts';
import { assertSameOrigin } from './security.ts';

/** Who sends this request; resolved by the auth part from the cookie. `ctx.principal` is null while it asks. */
export type Authenticate = (request: FastifyRequest, ctx: Context) => Promise<Principal | null>;

/** Adds one endpoint to the server: same origin, principal, access, input, handler. */
export function addRoute(
  app: FastifyInstance,
  endpoint: Endpoint,
  base: Omit<Context, 'principal'>,
  authenticate: Authenticate,
): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    assertSameOrigin(request);
    const asking: Context = { ...base, principal: null, requestId: request.id };
    const principal = await authenticate(request, asking);
    const refused = refusal(endpoint.access, principal);
    if (refused) fail(refused);
    const ctx: Context = { ...asking, principal };
    const input = inputOf(endpoint, request);
    reply.header('cache-control', 'no-store');
    if (endpoint.raw) return endpoint.handler(ctx, input, request, reply);
    return (await handle(endpoint, ctx, input, request)) ?? {};
  };
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    handler: answer,
    ...(endpoint.bodyLimit !== undefined && { bodyLimit: endpoint.bodyLimit }),
  });
}

async function handle(
  endpoint: Extract<Endpoint, { raw?: false }>,
  ctx: Context,
  input: unknown,
  request: FastifyRequest,
): Promise<unknown> {
  const key = requestKeyOf(request, ctx);
  const done = await endpoint.atOnce?.(ctx, input, key);
  if (done) return done;
  return key ? once(ctx, key, (inside) => endpoint.handler(inside, input)) : endpoint.handler(ctx, input);
}

function inputOf(endpoint: Endpoint, request: FastifyRequest): unknown {
  if (!endpoint.input) return {};
  const body = request.body ?? {};
  if (typeof body !== 'object' || Array.isArray(body)) fail(httpErrors.BODY_UNREADABLE());
  const merged = { ...body, ...(request.query as object), ...(request.params as object) };
  const parsed = parseInput(endpoint.input, merged);
  if (!parsed.ok) fail(parsed.problems);
  return parsed.value;
}
