import { emptyHistory, type History } from '../../test/oracle/history.ts';
import { readBatchFile } from './results.ts';

const METHODS: Readonly<Record<string, string>> = { 到访: 'call-in' };

/** The batch files as the reference evaluator reads a history: each row known from its own day. */
export async function readHistory(files: string): Promise<History> {
  return {
    ...emptyHistory(),
    institutions: (await readBatchFile(files, 'institutions')).map((row) => ({
      no: cell(row, '机构号'),
      parent: cell(row, '上级机构号') || null,
    })),
    staff: (await readBatchFile(files, 'staff')).map((row) => cell(row, '工号')),
    customers: (await readBatchFile(files, 'customers')).map((row) => ({
      no: cell(row, '客户号'),
      openedOn: cell(row, '建档日期'),
      institution: cell(row, '机构号'),
      recordedAt: midnight(cell(row, '建档日期')),
    })),
    custody: (await readBatchFile(files, 'custody')).map((row) => ({
      customer: cell(row, '客户号'),
      from: cell(row, '起始日期'),
      role: 'primary',
      staff: cell(row, '工号'),
      until: null,
      recordedAt: midnight(cell(row, '起始日期')),
    })),
    balances: (await readBatchFile(files, 'balances')).map((row) => ({
      customer: cell(row, '客户号'),
      from: cell(row, '日期'),
      deposit: Number(cell(row, '存款余额')),
      credit: Number(cell(row, '授信金额')),
      loan: Number(cell(row, '贷款余额')),
      recordedAt: midnight(cell(row, '日期')),
    })),
    facts: (await readBatchFile(files, 'contacts')).map((row) => ({
      kind: 'contact',
      key: cell(row, '流水号'),
      customer: cell(row, '客户号'),
      actor: cell(row, '工号'),
      occurredAt: cell(row, '时间'),
      method: METHODS[cell(row, '方式')] ?? null,
      result: null,
      ref: null,
      dueOn: null,
      retracted: false,
      recordedAt: cell(row, '时间'),
    })),
  };
}

function cell(row: Record<string, string>, column: string): string {
  const value = row[column];
  if (value === undefined) throw new Error(`the file has no column ${column}`);
  return value;
}

const midnight = (day: string) => `${day}T00:00`;
