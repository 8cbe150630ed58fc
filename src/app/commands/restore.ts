import { restoreBackup } from '../../platform/db/backup/restore-backup.ts';
import type { Command } from '../command-line/command.ts';

export const restore: Command = {
  usage: 'restore FILE',
  help: ['把备份文件 FILE 恢复到一个空的数据库', '要么全部恢复，要么不作任何改动；已有数据的数据库不会被覆盖。'],
  arguments: ['FILE'],
  async run({ arguments: [file = ''], output, openDatabase }) {
    const database = await openDatabase();
    const { tables, rows } = await restoreBackup(database, file, (table, done) =>
      output.progress(`正在恢复 ${table}（已完成 ${done} 行）`),
    );
    output.result({ tables, rows }, `已恢复 ${tables} 张表、${rows} 行`);
  },
};
