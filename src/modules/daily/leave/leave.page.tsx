import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { labelOf, type RegisterRow } from '../../../web/registers/register-api.ts';
import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import { RegisterState } from '../../../web/registers/register-value.tsx';
import { leave } from './leave.register.ts';
import { LeaveViews } from './web/leave-views.tsx';
import { OpenMatters } from './web/open-matters.tsx';

/** 请销假: apply, decide, end; each sees what is his to see. */
export default function LeavePage() {
  return (
    <RegisterListPage
      register={leave}
      base="/leave"
      title="请假"
      lead={<LeaveViews />}
      detailExtra={(row) => row.state === 'requested' && <OpenMatters leaveId={row.id} />}
      compact={(row) => <LeaveLine row={row} />}
    />
  );
}

function LeaveLine({ row }: { row: RegisterRow }) {
  return (
    <>
      <div>
        <strong>{labelOf(row, 'staff_id')}</strong> <RegisterState register={leave} row={row} />
      </div>
      <div>
        <CivilDate date={row.from_date as string} /> 至 <CivilDate date={row.to_date as string} />
      </div>
      {typeof row.reason === 'string' && <div>{row.reason}</div>}
    </>
  );
}
