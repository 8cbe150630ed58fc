import { existsSync } from 'node:fs';
import { writeBackup } from '../../platform/db/backup/write-backup.ts';
import { audit } from '../../platform/ledger/public.ts';
import { type Command, Refusal } from '../command-line/command.ts';

export const backup: Command = {
  usage: 'backup OUT',
  help: ['把整个数据库备份到文件 OUT', '备份取同一时刻的数据，进行中不影响他人使用；文件含全部个人信息，请妥善保管。'],
  arguments: ['OUT'],
  async run({ arguments: [out = ''], output, openBank }) {
    if (existsSync(out)) throw new Refusal(`文件 ${out} 已存在：请换一个文件名，或先移走它。`);
    const { database, ctx } = await openBank();
    const { tables, rows } = await writeBackup(database, out, (table, done) =>
      output.progress(`正在备份 ${table}（已完成 ${done} 行）`),
    );
    await audit(ctx, {
      action: 'backup',
      register: null,
      rowId: null,
      institutionOrd: null,
      detail: { file: out, tables, rows },
    });
    output.result({ file: out, tables, rows }, `已备份 ${tables} 张表、${rows} 行到 ${out}`);
  },
};
