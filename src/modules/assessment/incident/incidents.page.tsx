import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { labelOf, type RegisterRow } from '../../../web/registers/register-api.ts';
import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import { RegisterState } from '../../../web/registers/register-value.tsx';
import { AppealSection } from '../appeal/web/appeal-section.tsx';
import { incident } from './incident.register.ts';

/** 过错登记: filed by one, confirmed by another; the person concerned reads it here and appeals. */
export default function IncidentsPage() {
  return (
    <RegisterListPage
      register={incident}
      base="/incidents"
      title="过错登记"
      compact={(row) => <IncidentLine row={row} />}
      detailExtra={(row) => (
        <AppealSection
          ground={{ name: 'incident_id', id: row.id }}
          title={String(row.fault_title)}
          staffId={Number(row.staff_id)}
          stands={row.state === 'confirmed'}
        />
      )}
    />
  );
}

function IncidentLine({ row }: { row: RegisterRow }) {
  return (
    <>
      <div>
        <strong>{labelOf(row, 'staff_id')}</strong> <RegisterState register={incident} row={row} />
      </div>
      <div>
        <CivilDate date={String(row.occurred_at).slice(0, 10)} /> {String(row.fault_title)}
      </div>
    </>
  );
}
