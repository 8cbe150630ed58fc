import { Instant } from '../../../web/kit/civil-date.tsx';
import { labelOf, type RegisterRow } from '../../../web/registers/register-api.ts';
import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import { RegisterState } from '../../../web/registers/register-value.tsx';
import type { MeetingKind } from './kinds.fields.ts';
import { meeting } from './meeting.register.ts';
import { Decisions } from './web/decisions.tsx';
import { MeetingViews } from './web/meeting-views.tsx';
import { PrintedSheet, Sheet } from './web/sheet.tsx';

/** 例会记录: every session with its sign-in sheet, minutes and decisions, printed as the paper book has it. */
export default function RecordsPage() {
  return (
    <RegisterListPage
      register={meeting}
      base="/meeting-records"
      title="例会记录"
      lead={<MeetingViews />}
      detailExtra={(row) => (
        <>
          <Sheet meetingId={row.id} settled={row.state === 'filed' || row.state === 'cancelled'} />
          <Decisions meetingId={row.id} />
        </>
      )}
      printExtra={(row) => <PrintedSheet meetingId={row.id} kind={row.kind as MeetingKind} />}
      compact={(row) => <MeetingLine row={row} />}
    />
  );
}

function MeetingLine({ row }: { row: RegisterRow }) {
  return (
    <>
      <div>
        <strong>{String(row.title)}</strong> <RegisterState register={meeting} row={row} />
      </div>
      <div>
        <Instant at={row.starts_at as string} /> · {labelOf(row, 'institution_id')}
      </div>
    </>
  );
}
