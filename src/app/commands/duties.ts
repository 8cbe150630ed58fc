import { type DutyRow, evaluateDuties } from '../../platform/duties/public.ts';
import { type Command, UsageError } from '../command-line/command.ts';
import {
  evaluationHelp,
  evaluationOf,
  evaluationOptions,
  momentsOf,
  provisionalNote,
  provisionalYearsOf,
} from './evaluation.ts';

/** The columns of INTERFACE, in its order. */
const COLUMNS: [title: string, value: (row: DutyRow) => string | number][] = [
  ['规则', (row) => row.rule],
  ['条款', (row) => row.clause],
  ['对象类型', (row) => row.subjectType],
  ['对象', (row) => row.subject],
  ['锚点', (row) => row.anchor],
  ['起', (row) => row.start],
  ['止', (row) => row.until],
  ['责任人', (row) => row.bearer ?? ''],
  ['应完成', (row) => row.need],
  ['已完成', (row) => row.got],
  ['状态', (row) => row.status],
];

export const duties: Command = {
  usage: 'duties --as-of DATE[THH:MM] [--known TIME] [--rule ID] [--format csv|json]',
  help: ['列出指定时点的全部义务，按规则、对象、锚点排序', ...evaluationHelp, '  --rule ID             只列这条规则'],
  options: { ...evaluationOptions, rule: { type: 'string' }, format: { type: 'string', default: 'csv' } },
  async run(call) {
    const { options, output } = call;
    if (options.format !== 'csv' && options.format !== 'json') throw new UsageError('--format 只能是 csv 或 json');
    const { ctx } = await call.openBank();
    const evaluation = await evaluationOf(ctx, momentsOf(call, ctx.zone));
    output.progress('正在推算……');
    const ruleIds = typeof options.rule === 'string' ? [options.rule] : undefined;
    const rows = await evaluateDuties(ctx.db, { ...evaluation, ruleIds });
    const warning = provisionalNote(await provisionalYearsOf(ctx, evaluation));
    if (warning) output.note(warning);
    const records = rows.map((row) => Object.fromEntries(COLUMNS.map(([title, value]) => [title, value(row)])));
    output.result(records, options.format === 'json' ? JSON.stringify(records) : toCsv(rows));
  },
};

function toCsv(rows: DutyRow[]): string {
  const header = COLUMNS.map(([title]) => title).join(',');
  return [header, ...rows.map((row) => COLUMNS.map(([, value]) => quote(String(value(row)))).join(','))].join('\n');
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
