import { Button } from 'antd';
import { useLocation } from 'wouter';
import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { isGranted, labelOf, type RegisterRow } from '../../../web/registers/register-api.ts';
import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import { RegisterState, RegisterValue } from '../../../web/registers/register-value.tsx';
import { useCapacity } from '../../../web/shell/capacity.tsx';
import { postCheck } from './post-check.register.ts';
import { spotCheck } from './spot-check.register.ts';
import { CheckViews } from './web/check-views.tsx';
import { Photo } from './web/photo.tsx';
import { Verification } from './web/verification.tsx';

/** 查岗: whom to check, what was found, what he says to it; each sees what is his to see. */
export default function ChecksPage() {
  const [, navigate] = useLocation();
  const orders = isGranted(spotCheck.access.create, useCapacity());
  return (
    <RegisterListPage
      register={postCheck}
      base="/checks"
      title="查岗"
      creates={false}
      lead={<CheckViews />}
      layout={{ columns: ['biz_date', 'staff_id', 'place', 'outcome', 'note', 'checked_by'] }}
      actions={
        orders && (
          <Button type="primary" onClick={() => navigate('/spot-checks/new')}>
            抽查
          </Button>
        )
      }
      compact={(row) => <CheckLine row={row} />}
      detailLead={(row) => <Photo row={row} />}
      detailExtra={(row) => <Verification spotCheckNo={String(row.spot_check_no)} />}
    />
  );
}

function CheckLine({ row }: { row: RegisterRow }) {
  return (
    <>
      <div>
        <strong>{labelOf(row, 'staff_id')}</strong> <RegisterState register={postCheck} row={row} />
      </div>
      <div>
        <CivilDate date={String(row.biz_date)} /> {String(row.place)}
      </div>
      {row.outcome !== null && (
        <div>
          <RegisterValue register={postCheck} row={row} name="outcome" /> {row.note === null ? '' : String(row.note)}
        </div>
      )}
    </>
  );
}
