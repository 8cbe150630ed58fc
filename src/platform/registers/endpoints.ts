import { z } from 'zod';
import {
  type Action,
  type AnyRegister,
  actionSchema,
  createSchema,
  type Grants,
  rowSchema,
  updateSchema,
} from '../../kernel/register/public.ts';
import type { AdminRole, Context, Role } from '../context.ts';
import { type Access, defineEndpoint, type Endpoint } from '../http/endpoint.ts';
import { offlineEndpoint } from '../http/offline.ts';
import type { ModuleDefinition } from '../module.ts';
import { getRow, revealRow } from './detail.ts';
import { LIST_QUERY, type ListQuery, listRows } from './list.ts';
import { actOnRow, createRow, updateRow } from './pipeline.ts';
import { present } from './select.ts';
import type { ServedRegister } from './served.ts';

/** Makes a file of a register's list; answers what the client needs to fetch it. Given by the application. */
export type RegisterExporter = (ctx: Context, served: ServedRegister, query: ListQuery) => Promise<unknown>;

/** Every endpoint of the modules: those they declare, those their registers derive, and the door for what is sent later. */
export function endpointsOf(modules: readonly ModuleDefinition[], exporter?: RegisterExporter): Endpoint[] {
  const endpoints = modules.flatMap((module) => [
    ...module.endpoints,
    ...module.registers.flatMap((served) => [
      ...derivedEndpoints(served),
      ...(exporter ? [exportEndpoint(served, exporter)] : []),
    ]),
  ]);
  return [...endpoints, offlineEndpoint(endpoints)];
}

const ID = { id: z.coerce.number().int().positive() };

/** List, get, create, update, reveal and one per action; an operation that nobody is granted has no endpoint. */
export function derivedEndpoints(served: ServedRegister): Endpoint[] {
  const { register } = served;
  const { access, id, title } = register;
  const path = `/api/registers/${id}`;
  const row = rowSchema(register);
  const endpoints = [
    defineEndpoint({
      id: `${id}.list`,
      method: 'GET',
      path,
      access: accessOf(access.read),
      summary: `${title}：列表`,
      input: LIST_QUERY,
      output: z.object({
        rows: z.array(row),
        next: z.string().nullable(),
        count: z.object({ value: z.int(), capped: z.boolean() }).nullable(),
      }),
      handler: (ctx, query) => listRows(ctx, register, query),
    }),
    defineEndpoint({
      id: `${id}.get`,
      method: 'GET',
      path: `${path}/:id`,
      access: accessOf(access.read),
      summary: `${title}：查看`,
      input: z.object(ID),
      output: z.object({
        row,
        actions: z.array(z.string()),
        editable: z.boolean(),
        revealable: z.boolean(),
      }),
      handler: (ctx, input) => getRow(ctx, served, input.id),
    }),
    defineEndpoint({
      id: `${id}.create`,
      method: 'POST',
      path,
      access: accessOf(access.create),
      summary: `${title}：新建`,
      input: createSchema(register),
      output: z.object({ row }),
      handler: async (ctx, values) => answer(register, createRow(ctx, served, values as Values)),
    }),
    defineEndpoint({
      id: `${id}.update`,
      method: 'PATCH',
      path: `${path}/:id`,
      access: accessOf(access.update),
      summary: `${title}：修改`,
      input: withId(updateSchema(register)),
      output: z.object({ row }),
      handler: async (ctx, input) => {
        const { id: rowId, ...values } = input as Addressed;
        return answer(register, updateRow(ctx, served, rowId, values));
      },
    }),
    defineEndpoint({
      id: `${id}.reveal`,
      method: 'POST',
      path: `${path}/:id/reveal`,
      access: accessOf(access.reveal),
      summary: `${title}：查看完整信息`,
      input: z.strictObject({ ...ID, reason: z.string().trim().min(1).max(200) }),
      output: z.object({ row }),
      handler: async (ctx, { id: rowId, reason }) => ({ row: await revealRow(ctx, served, rowId, reason) }),
    }),
    ...Object.entries(register.actions as Record<string, Action>).map(([name, action]) =>
      actionEndpoint(served, name, action),
    ),
  ];
  return endpoints.filter((endpoint) => !isClosed(endpoint.access));
}

type Values = Record<string, unknown>;
type Addressed = Values & { id: number; version: number };

function actionEndpoint(served: ServedRegister, name: string, action: Action): Endpoint {
  const { register } = served;
  return defineEndpoint({
    id: `${register.id}.${name}`,
    method: 'POST',
    path: `/api/registers/${register.id}/:id/${name}`,
    access: accessOf(action.who),
    summary: `${register.title}:${action.title}`,
    input: withId(actionSchema(register, action)),
    output: z.object({ row: rowSchema(register) }),
    handler: async (ctx, input) => {
      const { id, ...values } = input as Addressed;
      return answer(register, actOnRow(ctx, served, id, name, values));
    },
  });
}

function exportEndpoint(served: ServedRegister, exporter: RegisterExporter): Endpoint {
  const { register } = served;
  return defineEndpoint({
    id: `${register.id}.export`,
    method: 'GET',
    path: `/api/registers/${register.id}/export`,
    access: accessOf(register.access.export),
    summary: `${register.title}：导出`,
    input: LIST_QUERY,
    handler: (ctx, query) => exporter(ctx, served, query),
  });
}

async function answer(register: AnyRegister, written: ReturnType<typeof createRow>) {
  return { row: present(register, await written) };
}

function withId(schema: z.ZodType): z.ZodType {
  return (schema as z.ZodObject).extend(ID);
}

/** Who is let through the door at all; which rows, the pipeline decides. */
export function accessOf(grants: Grants): Access {
  const grantees = Object.keys(grants);
  return {
    roles: grantees.filter((grantee) => !grantee.startsWith('admin:')) as Role[],
    admin: grantees
      .filter((grantee) => grantee.startsWith('admin:'))
      .map((grantee) => grantee.slice('admin:'.length)) as AdminRole[],
  };
}

function isClosed(access: Access): boolean {
  return typeof access === 'object' && access.roles.length === 0 && !access.admin?.length;
}
