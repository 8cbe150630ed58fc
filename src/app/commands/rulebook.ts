import { readFile } from 'node:fs/promises';
import { civilDateOf } from '../../kernel/calendar/index.ts';
import { checkedRulebook } from '../../modules/rulebook/public.ts';
import { loadVersions } from '../../platform/duties/public.ts';
import { type Call, type Command, Refusal, UsageError } from '../command-line/command.ts';

export const rulebook: Command = {
  usage: 'rulebook export | check FILE',
  help: ['制度文件:export 输出现行制度,check 检查一份制度文件并列出所有问题'],
  arguments: ['ACTION'],
  optionalArguments: ['FILE'],
  async run(call) {
    const [action, file] = call.arguments;
    if (action === 'export') return exportCurrent(call);
    if (action === 'check' && file !== undefined) return check(call, file);
    throw new UsageError('用 rulebook export 或 rulebook check FILE');
  },
};

async function exportCurrent(call: Call): Promise<void> {
  const { ctx } = await call.openBank();
  const now = ctx.clock.now();
  const today = civilDateOf(now, ctx.zone);
  const versions = await loadVersions(ctx.db, now);
  const current = versions.findLast((version) => version.effectiveOn <= today) ?? versions[0];
  if (!current) throw new Refusal('还没有发布任何制度:请先运行 zhanye init。');
  call.output.result(current.rulebook, JSON.stringify(current.rulebook, null, 2));
}

async function check(call: Call, file: string): Promise<void> {
  const rulebookDocument = checkedRulebook(await readDocument(file));
  const rules = rulebookDocument.rules.map((rule) => `${rule.id}\t${rule.title}`);
  const summary = `通过:${rulebookDocument.rules.length} 条规则`;
  call.output.result({ rules: rulebookDocument.rules.length }, [...rules, summary].join('\n'));
}

async function readDocument(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Refusal(`读不到文件 ${file},请核对路径。`);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal(`${file} 不是有效的 JSON:${error instanceof Error ? error.message : error}`);
  }
}
