import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { labelOf, type RegisterRow } from '../../../web/registers/register-api.ts';
import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import { RegisterState, RegisterValue } from '../../../web/registers/register-value.tsx';
import { attendance } from './attendance.register.ts';
import { AttendanceViews } from './web/attendance-views.tsx';

/** 考勤登记: what was written about a day, what the person says, what a superior decided. */
export default function NotesPage() {
  return (
    <RegisterListPage
      register={attendance}
      base="/attendance/notes"
      lead={<AttendanceViews />}
      compact={(row) => <NoteLine row={row} />}
    />
  );
}

function NoteLine({ row }: { row: RegisterRow }) {
  return (
    <>
      <div>
        <strong>{labelOf(row, 'staff_id')}</strong> <RegisterState register={attendance} row={row} />
      </div>
      <div>
        <CivilDate date={String(row.biz_date)} /> <RegisterValue register={attendance} row={row} name="status" />
      </div>
      {row.note !== null && <div>{String(row.note)}</div>}
    </>
  );
}
