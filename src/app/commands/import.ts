import { createWriteStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { modules } from '../../modules/index.ts';
import { findImporter, type ImportPhase, type ImportReport, runImport } from '../../platform/importing/public.ts';
import { type Command, Refusal, UsageError } from '../command-line/command.ts';

const PHASES: Readonly<Record<ImportPhase, string>> = {
  reading: '读取',
  checking: '核对',
  writing: '写入',
  duties: '更新义务',
};

const importers = modules.flatMap((module) => module.importers);

export const importCommand: Command = {
  usage: 'import KIND FILE [--dry-run] [--backfill] [--errors OUT]',
  help: [
    '导入一个文件（CSV 或 XLSX），列出读取、接受、未变、拒绝的行数',
    `KIND  ${importers.map(({ kind, title }) => `${kind} ${title}`).join('、')}`,
    '--dry-run   只核对，不写入',
    '--backfill  补录历史：各行自“录入时间”起算已知，没有的自其本身的时间或日期起',
    '--errors    被拒绝的行连同原因写入此文件，改正后可再导入',
  ],
  options: {
    'dry-run': { type: 'boolean' },
    backfill: { type: 'boolean' },
    errors: { type: 'string' },
  },
  arguments: ['KIND', 'FILE'],
  async run({ options, arguments: [kind = '', path = ''], output, openBank }) {
    if (!importers.some((importer) => importer.kind === kind)) {
      throw new UsageError(`没有“${kind}”这种导入，KIND 是其中之一：${importers.map((one) => one.kind).join('、')}`);
    }
    const importer = findImporter(importers, kind);
    await access(path).catch(() => {
      throw new Refusal(`读不到文件 ${path}，请核对路径。`);
    });
    const { database, ctx } = await openBank();
    const errorsPath = options.errors;
    const report = await runImport(
      database,
      importer,
      { path, name: basename(path) },
      {
        context: ctx,
        dryRun: options['dry-run'] === true,
        backfill: options.backfill === true,
        onProgress: (phase, rows) => output.progress(`${PHASES[phase]}：${rows} 行`),
        ...(typeof errorsPath === 'string' && {
          writeErrors: (content) => pipeline(Readable.from(content), createWriteStream(errorsPath)),
        }),
      },
    );
    output.result(report, describe(report, typeof errorsPath === 'string' ? errorsPath : null));
  },
};

function describe(report: ImportReport, errorsPath: string | null): string {
  const { read, accepted, unchanged, refused, problems } = report;
  const more = refused > problems.length ? [`…… 共 ${refused} 行`] : [];
  const hint = errorsPath
    ? `被拒绝的行已写入 ${errorsPath}，改正后可再导入。`
    : '加 --errors OUT 可得到被拒绝的行，改正后再导入。';
  return [
    `读取 ${read}，接受 ${accepted}，未变 ${unchanged}，拒绝 ${refused}${report.applied ? '' : '（试运行，未写入）'}`,
    ...report.warnings.map((warning) => `注意：${warning}`),
    ...problems.map(({ row, text }) => `第 ${row} 行：${text}`),
    ...more,
    ...(refused > 0 ? [hint] : []),
  ].join('\n');
}
