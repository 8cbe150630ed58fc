import { z } from 'zod';
import { backgroundEndpoints } from '../../src/app/background.ts';
import { modules } from '../../src/modules/index.ts';
import type { Endpoint } from '../../src/platform/http/public.ts';
import { endpointsOf } from '../../src/platform/registers/public.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** `generated/openapi.json`: every endpoint of every module, in OpenAPI 3.1. */
export function openapi(): string {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of [...endpointsOf(modules), ...backgroundEndpoints]) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) };
  }
  const document = { openapi: '3.1.0', info: { title: '展业 Zhanye', version: '1' }, paths: sorted(paths) };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function operation(endpoint: Endpoint): Record<string, unknown> {
  const input = schemaOf(endpoint.input, 'input');
  const inPath = [...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
  const rest = Object.entries(input.properties ?? {}).filter(([name]) => !inPath.includes(name));
  const required = (input.required ?? []).filter((name) => !inPath.includes(name));
  const inQuery = endpoint.method === 'GET' || endpoint.method === 'DELETE';
  return {
    operationId: endpoint.id,
    ...(endpoint.summary && { summary: endpoint.summary }),
    parameters: [
      ...inPath.map((name) => ({ name, in: 'path', required: true, schema: input.properties?.[name] ?? {} })),
      ...(inQuery ? rest : []).map(([name, schema]) => ({
        name,
        in: 'query',
        required: required.includes(name),
        schema,
      })),
    ],
    ...(!inQuery &&
      rest.length > 0 && { requestBody: body({ type: 'object', properties: Object.fromEntries(rest), required }) }),
    responses: {
      200: { description: '成功', ...(endpoint.output && body(schemaOf(endpoint.output, 'output'))) },
      default: { description: '问题清单：{ problems: [{ code, text, path?, params? }] }' },
    },
  };
}

function body(schema: unknown) {
  return { content: { 'application/json': { schema } } };
}

/** Dates travel as ISO text. */
function schemaOf(schema: z.ZodType | undefined, io: 'input' | 'output'): JsonSchema {
  if (!schema) return {};
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
    },
  });
  return rest;
}

function sorted<Value>(record: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
