import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, fail, type Problem } from '../../kernel/errors/public.ts';
import { httpErrors } from './errors.ts';

/** PostgreSQL's unique_violation and foreign_key_violation: two people did what only one can. */
const CONFLICTS = new Set(['23505', '23503']);

/** Answers every failure as `{ problems }`; what we did not foresee is logged and shown only by its request id. */
export function answerFailure(error: FastifyError | AppError, request: FastifyRequest, reply: FastifyReply): unknown {
  const { status, problems } = refusalOf(error, request);
  return reply.status(status).send({ problems });
}

/** The failure as it is told; logged where we did not foresee it. */
export function refusalOf(
  error: FastifyError | AppError,
  request: FastifyRequest,
): { status: number; problems: readonly Problem[] } {
  const known = error instanceof AppError ? error : translate(error);
  if (known) return { status: known.status, problems: known.problems };
  request.log.error({ err: error }, 'request failed');
  return { status: 500, problems: [httpErrors.SERVER_ERROR({ requestId: request.id })] };
}

export function refuseUnknownPath(): never {
  return fail(httpErrors.NOT_FOUND());
}

/** What is wrong by the house's own rules or by the database's; null: nobody foresaw it. */
export function foreseenProblems(error: unknown): readonly Problem[] | null {
  if (error instanceof AppError) return error.problems;
  const isConflict = error instanceof Error && 'code' in error && CONFLICTS.has(String(error.code));
  return isConflict ? [httpErrors.CONFLICT()] : null;
}

function translate(error: FastifyError): AppError | null {
  if (CONFLICTS.has(error.code)) return new AppError(409, [httpErrors.CONFLICT()]);
  switch (error.statusCode) {
    case 413:
      return new AppError(413, [httpErrors.BODY_TOO_LARGE()]);
    case 415:
      return new AppError(415, [httpErrors.MEDIA_TYPE()]);
    case 400:
      return new AppError(400, [httpErrors.BODY_UNREADABLE()]);
    default:
      return null;
  }
}
