import { errorCodes } from '../../kernel/errors/public.ts';
import type { ModuleDefinition } from '../module.ts';
import { endpointsOf } from '../registers/endpoints.ts';
import type { Endpoint } from './endpoint.ts';
import { openApiDocument } from './openapi.ts';
import { permissionMatrix } from './permission-matrix.ts';

/** The committed documents that derive from declarations: file name in `generated/` → text. */
export function contractFiles(
  modules: readonly ModuleDefinition[],
  others: readonly Endpoint[] = [],
): Readonly<Record<string, string>> {
  const endpoints = [...endpointsOf(modules), ...others];
  const registers = modules.flatMap((module) => module.registers.map(({ register }) => register));
  return {
    'openapi.json': `${JSON.stringify(openApiDocument(endpoints), null, 2)}\n`,
    'permission-matrix.md': permissionMatrix(registers, endpoints),
    'error-codes.md': errorTable(),
  };
}

function errorTable(): string {
  const rows = errorCodes().map(({ code, status, text }) => `| \`${code}\` | ${status} | ${text} |`);
  return ['# 错误代码', '', '由各目录生成,请勿手改。', '', '| 代码 | 状态 | 文字 |', '|---|---|---|', ...rows, ''].join(
    '\n',
  );
}
