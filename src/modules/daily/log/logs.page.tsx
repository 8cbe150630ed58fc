import { Link } from 'wouter';
import { civilDateOf } from '../../../kernel/calendar/index.ts';
import { useZone } from '../../../web/kit/bank.ts';
import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { Instruction } from '../../../web/kit/instruction.tsx';
import { Section } from '../../../web/kit/page.tsx';
import { labelOf, type RegisterRow } from '../../../web/registers/register-api.ts';
import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import { RegisterState } from '../../../web/registers/register-value.tsx';
import { useCapacity } from '../../../web/shell/capacity.tsx';
import { dailyLog } from './log.register.ts';

/** 客户经理日志: all logs in one's scope, to be searched, opened and printed. */
export default function LogsPage() {
  const { role } = useCapacity();
  return (
    <RegisterListPage
      register={dailyLog}
      base="/logs"
      title="客户经理日志"
      creates={false}
      actions={(role === 'rm' || role === 'leader') && <Link href="/logs/write">写日志</Link>}
      detailExtra={(row) => <Comment row={row} />}
      compact={(row) => <LogLine row={row} />}
    />
  );
}

function Comment({ row }: { row: RegisterRow }) {
  const zone = useZone();
  return (
    <>
      {typeof row.comment === 'string' && typeof row.read_at === 'string' && (
        <Section title="批示">
          <Instruction
            text={row.comment}
            by={labelOf(row, 'read_by') ?? ''}
            on={civilDateOf(new Date(row.read_at), zone)}
          />
        </Section>
      )}
      {row.state === 'draft' && <Link href={`/logs/write?date=${row.biz_date as string}`}>继续写并提交</Link>}
    </>
  );
}

function LogLine({ row }: { row: RegisterRow }) {
  return (
    <>
      <div>
        <strong>
          <CivilDate date={row.biz_date as string} />
        </strong>{' '}
        {labelOf(row, 'staff_id')} <RegisterState register={dailyLog} row={row} />
      </div>
      <div>{(row.thoughts as string | null) ?? '尚未提交'}</div>
    </>
  );
}
