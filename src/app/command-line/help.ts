import { commands } from '../commands/index.ts';
import type { Command } from './command.ts';

const COMMON_HELP = [
  '各命令通用：',
  '  --data DIR   使用保存在该目录中的内置数据库（省略时用环境变量 DATABASE_URL 指定的数据库）',
  '  --json       以 JSON 输出结果，供程序读取',
  '  --help       显示用法',
  '退出码：0 完成，1 输入被拒绝（并说明原因和做法），2 用法有误',
];

/** All commands, each with its first line of help. */
export async function generalHelp(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  const lines = all.map(({ usage, help }) => `  ${usage}\n      ${help[0]}`);
  return ['展业 zhanye <命令>', '', ...lines, '', ...COMMON_HELP].join('\n');
}

export function commandHelp({ usage, help }: Command): string {
  return [`zhanye ${usage}`, '', ...help.map((line) => `  ${line}`), '', ...COMMON_HELP].join('\n');
}
