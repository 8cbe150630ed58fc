import { Link } from 'wouter';
import { Section } from '../../../web/kit/page.tsx';
import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import { useAppointment } from '../../../web/shell/capacity.tsx';
import { spotCheck } from './spot-check.register.ts';
import { CheckViews } from './web/check-views.tsx';
import { Verification } from './web/verification.tsx';

/** 抽查: draws ordered or to be checked by me, each with what it was drawn from. */
export default function SpotChecksPage() {
  const { appointment } = useAppointment();
  return (
    <RegisterListPage
      register={spotCheck}
      base="/spot-checks"
      {...(appointment && { known: { institution_id: appointment.institutionId } })}
      lead={<CheckViews />}
      detailExtra={(row) => (
        <>
          <Section title="抽中的人">
            <Link href={`/checks?q=${row.no}`}>查看并登记检查结果</Link>
          </Section>
          <Verification spotCheckNo={String(row.no)} />
        </>
      )}
    />
  );
}
