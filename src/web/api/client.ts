import { takeAhead } from './ahead.ts';
import { ApiError, problemsOf } from './problems.ts';

export type QueryValue = string | number | boolean | null | undefined;
export type Query = Record<string, QueryValue | readonly (string | number)[]>;

export type WriteOptions = {
  /** The same key sent twice is carried out once; give one that outlives a failed attempt, or leave it to the client. */
  idempotencyKey?: string;
  signal?: AbortSignal;
};

let signedOut: () => void = () => undefined;

/** Says what happens when the server no longer knows the session (401). The sign-in request itself does not trigger it. */
export function onSignedOut(handler: () => void): void {
  signedOut = handler;
}

/** A random key of 128 bits. `crypto.randomUUID` is missing on plain http, which banks use inside. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** `/api/…` with its query; empty values are left out, lists become repeated parameters. */
export function urlOf(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) parameters.append(name, String(one));
  }
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}

async function send<Answer>(url: string, init: RequestInit): Promise<Answer> {
  let response: Response;
  try {
    const early = init.method === 'GET' ? await takeAhead(url) : null;
    response = early ?? (await fetch(url, { credentials: 'same-origin', ...init }));
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(0, [{ code: 'NETWORK', text: '连不上服务器，请检查网络后重试；已填内容不会丢失' }]);
  }
  const body = await bodyOf(response);
  if (response.ok) return body as Answer;
  const isSignIn = init.method === 'POST' && url === '/api/session';
  if (response.status === 401 && !isSignIn) signedOut();
  throw new ApiError(response.status, problemsOf(response.status, body));
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    // A proxy's page instead of our JSON: the status says enough.
    return {};
  }
}

function write<Answer>(method: string, path: string, body: unknown, options: WriteOptions = {}): Promise<Answer> {
  const isForm = body instanceof FormData;
  return send<Answer>(path, {
    method,
    headers: {
      'idempotency-key': options.idempotencyKey ?? randomKey(),
      ...(isForm || body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
}

/** The one door to the server. Every failure is an {@link ApiError} that carries the server's problems. */
export const api = {
  get: <Answer>(path: string, query?: Query, signal?: AbortSignal): Promise<Answer> =>
    send<Answer>(urlOf(path, query), { method: 'GET', signal }),
  post: <Answer>(path: string, body?: unknown, options?: WriteOptions): Promise<Answer> =>
    write<Answer>('POST', path, body, options),
  put: <Answer>(path: string, body?: unknown, options?: WriteOptions): Promise<Answer> =>
    write<Answer>('PUT', path, body, options),
  patch: <Answer>(path: string, body?: unknown, options?: WriteOptions): Promise<Answer> =>
    write<Answer>('PATCH', path, body, options),
  delete: <Answer>(path: string, options?: WriteOptions): Promise<Answer> =>
    write<Answer>('DELETE', path, undefined, options),
};
