import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { AppError } from '../../kernel/errors/public.ts';
import { type Database, type DatabaseTarget, openDatabase } from '../../platform/db/database.ts';
import { DatabaseError } from '../../platform/db/errors.ts';
import type { Bank } from '../bank.ts';
import { checkpointFile } from '../checkpoints.ts';
import { commands } from '../commands/index.ts';
import { secretKeyPlace } from '../secret-key.ts';
import { type Command, Refusal, UsageError } from './command.ts';
import { commandHelp, generalHelp } from './help.ts';
import { createOutput } from './output.ts';

const EXIT = { done: 0, refused: 1, usage: 2 } as const;

const COMMON_OPTIONS = {
  data: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsOptionsConfig;

type Options = Record<string, string | boolean | undefined>;

/** Runs the command line and returns its exit code: 0 done, 1 refused, 2 wrong usage. */
export async function run(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      createOutput(false).result(null, await generalHelp());
      return name === undefined ? EXIT.usage : EXIT.done;
    }
    await runCommand(name, rest, environment);
    return EXIT.done;
  } catch (error) {
    const { code, text } = explainFailure(error, name);
    const json = rest.includes('--json');
    if (json) createOutput(true).result({ error: text, problems: problemsOf(error) }, text);
    else createOutput(false).note(text);
    return code;
  }
}

async function runCommand(name: string, args: string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) throw new UsageError(`没有命令“${name}”`);
  const command = await load();
  const { options, positionals } = parse(command, args);
  const output = createOutput(options.json === true);
  if (options.help) return output.result({ usage: command.usage }, commandHelp(command));
  requireArguments(command, positionals);
  let opened: Bank | Database | undefined;
  const onIncident = (error: Error) => output.note(`数据库连接：${error.message}`);
  const target = () => databaseTarget(options, environment);
  try {
    await command.run({
      options,
      arguments: positionals,
      output,
      async openBank(opening) {
        const { openBank } = await import('../bank.ts');
        const bank = await openBank(target(), { ...opening, onIncident });
        opened = bank;
        return bank;
      },
      async openDatabase() {
        opened = await openDatabase(target(), { onIncident });
        return opened;
      },
      secretKey: () => secretKeyPlace(target(), environment),
      checkpoints: () => checkpointFile(target(), environment),
    });
  } finally {
    await opened?.close();
  }
}

function parse({ options }: Command, args: string[]): { options: Options; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { ...options, ...COMMON_OPTIONS },
      allowPositionals: true,
    });
    return { options: values as Options, positionals };
  } catch (error) {
    throw new UsageError(`参数有误：${error instanceof Error ? error.message : error}`);
  }
}

function requireArguments({ arguments: names = [], optionalArguments = [] }: Command, given: string[]): void {
  const missing = names.slice(given.length);
  if (missing.length > 0) throw new UsageError(`缺少参数 ${missing.join('、')}`);
  const surplus = given.slice(names.length + optionalArguments.length);
  if (surplus.length > 0) throw new UsageError(`多余的参数：${surplus.join(' ')}`);
}

function databaseTarget({ data }: Options, { DATABASE_URL: url }: NodeJS.ProcessEnv): DatabaseTarget {
  if (typeof data === 'string' && data !== '') return { dataDir: data };
  if (url) return { url };
  throw new UsageError('不知道用哪个数据库：请用 --data 指定数据目录，或设置环境变量 DATABASE_URL');
}

function explainFailure(error: unknown, name: string | undefined): { code: number; text: string } {
  if (error instanceof UsageError) {
    return {
      code: EXIT.usage,
      text: `${error.message}。用法见 zhanye ${Object.hasOwn(commands, name ?? '') ? `${name} ` : ''}--help`,
    };
  }
  if (error instanceof AppError) return { code: EXIT.refused, text: error.problems.map(({ text }) => text).join('\n') };
  if (error instanceof DatabaseError || error instanceof Refusal) return { code: EXIT.refused, text: error.message };
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: EXIT.refused, text: connectionFailure(error) ?? `程序出错，请把以下内容交给维护人员：\n${detail}` };
}

function connectionFailure(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', '28P01', '28000', '3D000'].includes(code)) return undefined;
  return `无法连接数据库（${(error as Error).message || code}）：请检查 DATABASE_URL 的地址、用户和密码，以及数据库是否已启动。`;
}

function problemsOf(error: unknown) {
  return error instanceof AppError ? error.problems : undefined;
}
