import { civilDateOf } from '../../kernel/calendar/index.ts';
import type { Rulebook } from '../../kernel/rulebook/rulebook.ts';
// Declares the words that rules are read with.
import '../../modules/index.ts';
import { assertCases, checkedRulebook, issueRulebook, tableWarnings } from '../../modules/rulebook/public.ts';
import { loadVersions } from '../../platform/duties/public.ts';
import { type Call, type Command, Refusal, UsageError } from '../command-line/command.ts';
import { parseDay } from '../command-line/moment.ts';
import { readRulebookFile } from './rulebook-file.ts';

export const rulebook: Command = {
  usage: 'rulebook export | check FILE | publish FILE --effective DATE [--backfill]',
  help: [
    '制度文件：export 输出现行制度，check 检查一份制度文件并列出所有问题，publish 检查后发布',
    'check 也运行示例：有 --data 用该行的日历，没有就临时建一个空库，用完即删',
    '--effective  publish 的施行日期，须晚于今天；此前已开始的周期仍按原制度',
    '--backfill   带入历史：施行日期不限，视为早已发布；只能在首次推算义务之前',
  ],
  options: { effective: { type: 'string' }, backfill: { type: 'boolean' } },
  arguments: ['ACTION'],
  optionalArguments: ['FILE'],
  async run(call) {
    const [action, file] = call.arguments;
    if (action === 'export') return exportCurrent(call);
    if (action === 'check' && file !== undefined) return check(call, file);
    if (action === 'publish' && file !== undefined) return publish(call, file);
    throw new UsageError('用 rulebook export、rulebook check FILE 或 rulebook publish FILE --effective DATE');
  },
};

async function exportCurrent(call: Call): Promise<void> {
  const { ctx } = await call.openBank();
  const now = ctx.clock.now();
  const today = civilDateOf(now, ctx.zone);
  const versions = await loadVersions(ctx.db, now);
  const current = versions.findLast((version) => version.effectiveOn <= today) ?? versions[0];
  if (!current) throw new Refusal('还没有发布任何制度：请先运行 zhanye init。');
  call.output.result(current.rulebook, JSON.stringify(current.rulebook, null, 2));
}

async function check(call: Call, file: string): Promise<void> {
  const document = checkedRulebook(await readRulebookFile(file));
  const cases = document.rules.reduce((sum, rule) => sum + rule.cases.length, 0);
  if (cases > 0) await runCases(call, document);
  const rules = document.rules.map((rule) => `${rule.id}\t${rule.title}`);
  const summary = `通过：${document.rules.length} 条规则${cases === 0 ? '' : `，${cases} 个示例`}`;
  const { warnings, said } = remarksOn(document);
  call.output.result({ rules: document.rules.length, cases, warnings }, [...rules, ...said, summary].join('\n'));
}

/** Conflicts and gaps refuse a draft; a file may mean them, so here they are only said. */
function remarksOn(document: Rulebook) {
  const warnings = tableWarnings(document);
  return { warnings, said: warnings.map(({ text }) => `提醒：${text}`) };
}

/** Golden cases need a database as a place to compute: the bank's, with its calendar, or one made for the purpose. */
async function runCases({ options, openBank }: Call, document: Rulebook): Promise<void> {
  if (typeof options.data === 'string' || process.env.DATABASE_URL) {
    return assertCases((await openBank()).ctx, document);
  }
  const { inThrowawayBank } = await import('../throwaway-bank.ts');
  await inThrowawayBank((ctx) => assertCases(ctx, document));
}

async function publish(call: Call, file: string): Promise<void> {
  const effectiveOn = parseDay(call.options.effective, '--effective');
  const document = checkedRulebook(await readRulebookFile(file));
  const { ctx } = await call.openBank();
  const version = await issueRulebook(ctx, document, { effectiveOn, backfill: call.options.backfill === true });
  const rules = document.rules.length;
  const { warnings, said } = remarksOn(document);
  const summary = `已发布第 ${version} 版：${rules} 条规则，自 ${effectiveOn} 起施行。`;
  call.output.result({ version, effectiveOn, rules, warnings }, [...said, summary].join('\n'));
}
