import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { AdminRole, Context, Role } from '../context.ts';
import type { RequestKey } from './idempotency.ts';

/**
 * Who may call: anybody, whoever has the address with its secret (the handler answers 404 to every other), anybody signed
 * in, or one who holds one of the roles. Rows are scoped by the handler.
 */
export type Access =
  | 'public'
  | 'secret-address'
  | 'signed-in'
  | { roles: readonly Role[]; admin?: readonly AdminRole[] };

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

type Common = {
  /** Unique and stable: `daily.visits.queue`. */
  id: string;
  method: Method;
  /** Fastify's form: `/api/visits/:id`. */
  path: string;
  access: Access;
  /** One Chinese line for the OpenAPI document. */
  summary?: string;
  /** Of POST: may be written without a network and sent later, in order, by `POST /api/offline`. */
  deferrable?: boolean;
};

/** An endpoint as the server, the OpenAPI document and the permission matrix see it. */
export type Endpoint = Common & {
  input?: z.ZodType;
  output?: z.ZodType;
  /** Largest body in bytes where the server's default is not enough. */
  bodyLimit?: number;
} & ({ raw?: false; handler: Handler; atOnce?: AtOnce } | { raw: true; handler: RawHandler });

type Handler = (ctx: Context, input: unknown) => Promise<unknown>;
type AtOnce = (ctx: Context, input: unknown, key: RequestKey | null) => Promise<object | null>;
type RawHandler = (ctx: Context, input: unknown, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

type Input<I> = I extends z.ZodType ? z.output<I> : Record<string, never>;
type Output<O> = O extends z.ZodType ? z.input<O> : unknown;

type PlainSpec<I, O> = Common & {
  input?: I;
  output?: O;
  bodyLimit?: number;
  raw?: false;
  handler: (ctx: Context, input: Input<I>) => Promise<Output<O>>;
  /**
   * A shorter way that is tried first: all of the work in one statement, the request's key among it (`KEYED`), or nothing
   * at all, which it says by null; `handler` then does it.
   */
  atOnce?: (ctx: Context, input: Input<I>, key: RequestKey | null) => Promise<(Output<O> & object) | null>;
};

type RawSpec<I> = Common & {
  input?: I;
  /** For the OpenAPI document. */
  output?: z.ZodType;
  bodyLimit?: number;
  raw: true;
  handler: (ctx: Context, input: Input<I>, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
};

/**
 * Declares an endpoint. `input` is validated over the merged body, query and path parameters (the latter win), so
 * numbers in the query or path need `z.coerce`. `raw: true` is for streams and uploads: the handler gets the request
 * and the reply, and what it returns is sent as it is.
 */
export function defineEndpoint<
  I extends z.ZodType | undefined = undefined,
  O extends z.ZodType | undefined = undefined,
>(spec: PlainSpec<I, O>): Endpoint;
export function defineEndpoint<I extends z.ZodType | undefined = undefined>(spec: RawSpec<I>): Endpoint;
export function defineEndpoint(spec: unknown): Endpoint {
  return spec as Endpoint;
}
