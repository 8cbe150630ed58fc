import { Instant } from '../../../web/kit/civil-date.tsx';
import { labelOf, type RegisterRow } from '../../../web/registers/register-api.ts';
import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import { RegisterState } from '../../../web/registers/register-value.tsx';
import { outing } from './outing.register.ts';

/** 历次外出: search, filters, one outing and what may be done with it. */
export default function OutingListPage() {
  return (
    <RegisterListPage
      register={outing}
      base="/outings/list"
      title="历次外出"
      creates={false}
      compact={(row) => <OutingLine row={row} />}
    />
  );
}

function OutingLine({ row }: { row: RegisterRow }) {
  return (
    <>
      <div>
        <strong>{labelOf(row, 'staff_id')}</strong> <RegisterState register={outing} row={row} />
      </div>
      <div>
        <Instant at={(row.out_at ?? row.planned_out_at) as string} />
      </div>
      <div>{row.business as string}</div>
    </>
  );
}
