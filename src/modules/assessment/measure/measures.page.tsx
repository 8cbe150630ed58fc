import { Link } from 'wouter';
import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { ClauseChip } from '../../../web/kit/clause-chip.tsx';
import { Section } from '../../../web/kit/page.tsx';
import { labelOf, type RegisterRow } from '../../../web/registers/register-api.ts';
import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import { RegisterState } from '../../../web/registers/register-value.tsx';
import { AppealSection } from '../appeal/web/appeal-section.tsx';
import { measure } from './measure.register.ts';
import { LadderOf } from './web/ladder-of.tsx';

const STANDING = ['issued', 'replied', 'accepted'];

/** 处置: what the ladders propose waits here for whoever may issue it; rectifications are answered and accepted here. */
export default function MeasuresPage() {
  return (
    <RegisterListPage
      register={measure}
      base="/measures"
      creates={false}
      compact={(row) => <MeasureLine row={row} />}
      detailExtra={(row) => <Grounds row={row} />}
    />
  );
}

function MeasureLine({ row }: { row: RegisterRow }) {
  return (
    <>
      <div>
        <strong>{labelOf(row, 'staff_id')}</strong> <RegisterState register={measure} row={row} />
      </div>
      <div>
        <CivilDate date={String(row.arose_on)} /> 第 {String(row.rank)} 次：{String(row.title)}
      </div>
    </>
  );
}

/** Why this step: the ladder, the person's place on it, and the fault that it answers. */
function Grounds({ row }: { row: RegisterRow }) {
  const standing = STANDING.includes(String(row.state));
  const cause = row.breach_id === null ? `/incidents/${String(row.incident_id)}` : `/breaches/${String(row.breach_id)}`;
  return (
    <>
      {standing && row.due_step_id !== null && row.due_step_id !== row.step_id && (
        <p style={{ color: 'var(--zy-zhe)' }}>△ 其后认定有变，按现在的次数应为另一级处置；可撤销后重新提出</p>
      )}
      <Section title="阶梯" note={`第 ${String(row.rank)} 次`}>
        <p>
          <ClauseChip clause={String(row.ladder_id)} /> <Link href={cause}>看所据的违规</Link>
        </p>
        <LadderOf staffId={Number(row.staff_id)} ladderId={String(row.ladder_id)} />
      </Section>
      <AppealSection
        ground={{ name: 'measure_id', id: row.id }}
        title={String(row.title)}
        staffId={Number(row.staff_id)}
        stands={standing}
      />
    </>
  );
}
