// Declares the words that rules are read with.
import '../../modules/index.ts';
import {
  type Compared,
  checkedRulebook,
  createScenario,
  deleteScenario,
  runScenario,
  type ScenarioSummary,
  scenarioSummary,
} from '../../modules/rulebook/public.ts';
import type { Command } from '../command-line/command.ts';
import { parseDay } from '../command-line/moment.ts';
import { readRulebookFile } from './rulebook-file.ts';

export const simulate: Command = {
  usage: 'simulate FILE --from DATE --until DATE',
  help: [
    '推演一份制度文件：若自起日施行，到止日（不含）时义务、未完成和积分与现行制度有何不同',
    '只用已入账的事实，不改动现行义务；未完成均按认定计，不计封顶',
  ],
  options: { from: { type: 'string' }, until: { type: 'string' } },
  arguments: ['FILE'],
  async run({ options, arguments: [file = ''], output, openBank }) {
    const range = { from: parseDay(options.from, '--from'), until: parseDay(options.until, '--until') };
    const rulebook = checkedRulebook(await readRulebookFile(file));
    const { ctx } = await openBank();
    const id = await createScenario(ctx, { title: rulebook.title, draftId: null, rulebook, ...range });
    try {
      await runScenario(ctx, id, {
        progress: (done, total) => output.progress(`正在推演……第 ${done} / ${total} 步`),
      });
      const { id: _, finishedAt: __, ...summary } = await scenarioSummary(ctx, id);
      output.result(summary, asText(summary));
    } finally {
      await deleteScenario(ctx, id);
    }
  },
};

const HEADER = ['义务', '应完成', '工时', '未完成', '积分'].flatMap((title) => [`现行${title}`, `草案${title}`]);

function asText({ from, until, rules, institutions, people }: Omit<ScenarioSummary, 'id' | 'finishedAt'>): string {
  if (rules.length === 0) return `${from} 至 ${until}（不含）：草案与现行制度没有差别。`;
  return [
    `${from} 至 ${until}（不含）`,
    table('规则', rules, ({ rule, title }) => `${rule} ${title}`),
    table('机构', institutions, ({ institution, name }) => `${institution ?? ''} ${name ?? '（无机构）'}`),
    table('责任人', people, ({ staff, name }) => `${staff ?? ''} ${name ?? '（无人）'}`),
  ].join('\n\n');
}

function table<Line extends Compared>(title: string, lines: readonly Line[], name: (line: Line) => string): string {
  const rows = lines.map((line) => [name(line), ...figures(line)].join('\t'));
  return [[title, ...HEADER].join('\t'), ...rows].join('\n');
}

function figures({ before, after }: Compared): (string | number)[] {
  return [
    [before.duties, after.duties],
    [before.need, after.need],
    [before.hours, after.hours],
    [before.failed, after.failed],
    [before.points, after.points],
  ].flat();
}
