import { Link } from 'wouter';
import { useMe } from '../../../../web/api/session.ts';
import { CivilDate } from '../../../../web/kit/civil-date.tsx';
import { Facts } from '../../../../web/kit/facts.tsx';
import { Section } from '../../../../web/kit/page.tsx';
import { SidePanel } from '../../../../web/kit/side-panel.tsx';
import { isGranted } from '../../../../web/registers/register-api.ts';
import { useCapacity } from '../../../../web/shell/capacity.tsx';
import { attendance } from '../attendance.register.ts';
import { DayForm } from './day-form.tsx';
import type { Cell } from './sheet.tsx';

/** One person's day: what is known and by what, and what a superior may write where nothing is. */
export function DayPanel({
  cell,
  name,
  onClose,
  onWritten,
}: {
  cell: Cell;
  name: string;
  onClose: () => void;
  onWritten: () => void;
}) {
  const me = useMe().staffId;
  const writes = isGranted(attendance.access.create, useCapacity()) && cell.staffId !== me && cell.writable.length > 0;
  return (
    <SidePanel title={`${name} 考勤`} onClose={onClose}>
      <Facts
        items={[
          { label: '日期', value: <CivilDate date={cell.day} /> },
          { label: '考勤', value: cell.title },
          { label: cell.note === null ? '依据' : '情况', value: cell.source },
        ]}
      />
      {cell.note !== null && (
        <p>
          <Link href={`/attendance/notes/${cell.note.id}`}>查看登记、说明与处理</Link>
        </p>
      )}
      {writes && (
        <Section title={cell.open ? '核实并登记' : '登记'}>
          <DayForm staffId={cell.staffId} day={cell.day} writable={cell.writable} onDone={onWritten} />
        </Section>
      )}
    </SidePanel>
  );
}
