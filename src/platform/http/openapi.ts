import { z } from 'zod';
import type { Access, Endpoint } from './endpoint.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the endpoints; deterministic, so that staleness is a comparison. */
export function openApiDocument(endpoints: readonly Endpoint[]): Json {
  const sorted = endpoints.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const paths: Record<string, Json> = {};
  for (const endpoint of sorted) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: { title: '展业 Zhanye', version: '1' },
    paths,
    components: { schemas: { Problems: PROBLEMS } },
  };
}

const PROBLEMS: Json = {
  type: 'object',
  required: ['problems'],
  properties: {
    problems: {
      type: 'array',
      items: {
        type: 'object',
        required: ['code', 'text'],
        properties: {
          code: { type: 'string' },
          text: { type: 'string' },
          path: { type: 'string' },
          params: { type: 'object' },
        },
      },
    },
  },
};

const FAILURE: Json = {
  description: '被拒绝,或出错',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Problems' } } },
};

function operationOf(endpoint: Endpoint): Json {
  const input = endpoint.input ? schemaOf(endpoint.input, 'input') : null;
  const inPath = new Set([...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => name));
  const properties = Object.entries((input?.properties ?? {}) as Record<string, Json>);
  const required = new Set((input?.required ?? []) as string[]);
  const inQuery = endpoint.method === 'GET';
  const parameters = properties
    .filter(([name]) => inPath.has(name) || inQuery)
    .map(([name, schema]) => ({
      name,
      in: inPath.has(name) ? 'path' : 'query',
      required: inPath.has(name) || required.has(name),
      schema,
    }));
  const body = properties.filter(([name]) => !inPath.has(name) && !inQuery);
  return {
    operationId: endpoint.id,
    ...(endpoint.summary !== undefined && { summary: endpoint.summary }),
    'x-access': describeAccess(endpoint.access),
    ...(parameters.length > 0 && { parameters }),
    ...(body.length > 0 && { requestBody: bodyOf(body, required) }),
    responses: { 200: answerOf(endpoint), default: FAILURE },
  };
}

function bodyOf(body: readonly [string, Json][], required: ReadonlySet<string>): Json {
  const schema = {
    type: 'object',
    properties: Object.fromEntries(body),
    required: body.map(([name]) => name).filter((name) => required.has(name)),
  };
  return { required: true, content: { 'application/json': { schema } } };
}

function answerOf(endpoint: Endpoint): Json {
  if (!endpoint.output) return { description: '完成' };
  return { description: '完成', content: { 'application/json': { schema: schemaOf(endpoint.output, 'output') } } };
}

/** Types that JSON Schema does not know, such as civil dates, appear as any value. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' });
  return rest;
}

export function describeAccess(access: Access): string {
  if (access === 'public') return '任何人';
  if (access === 'signed-in') return '已登录';
  return [...access.roles, ...(access.admin ?? []).map((admin) => `admin:${admin}`)].join(' ');
}
