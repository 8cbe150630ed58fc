import { type ChainFault, readCheckpoints, verifyChain } from '../../platform/ledger/public.ts';
import { type Command, Refusal } from '../command-line/command.ts';

const FAULTS: Readonly<Record<ChainFault['kind'], string>> = {
  edited: '内容被改动',
  deleted: '被删除',
  inserted: '是绕过系统插入的',
  rewritten: '与库外留存的检查点不符（链被整体改写）',
  truncated: '及其后的记录被截去',
};

export const verify: Command = {
  usage: 'verify [--checkpoints FILE]',
  help: [
    '核对审计记录的哈希链，指出第一条有问题的记录',
    '--checkpoints  库外留存的检查点文件，省略时用环境变量 ZHANYE_CHECKPOINTS 或数据目录中的文件',
  ],
  options: { checkpoints: { type: 'string' } },
  async run({ options, output, openBank, checkpoints: usualFile }) {
    const { ctx } = await openBank();
    const file = typeof options.checkpoints === 'string' ? options.checkpoints : usualFile();
    const checkpoints = file === undefined ? [] : await readCheckpoints(file);
    const report = await verifyChain(ctx.db, checkpoints);
    if (!report.ok) throw new Refusal(describeFault(report.fault));
    const { sealed, unsealed } = report;
    output.result(
      { ...report, checkpoints: checkpoints.length },
      `审计链完好：已封存 ${sealed} 条，待封存 ${unsealed} 条，对照检查点 ${checkpoints.length} 个。`,
    );
  },
};

function describeFault({ kind, seq, recordId }: ChainFault): string {
  const record = recordId === null ? '' : `记录号 ${recordId}`;
  const place = seq === null ? '' : `链上第 ${seq} 条`;
  const which = [place, record].filter((part) => part !== '').join('，');
  return `审计链有问题：${which}${FAULTS[kind]}。请勿再写入，保留现场并报告审计管理员，可与最近的备份比对。`;
}
