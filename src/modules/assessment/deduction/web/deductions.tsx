import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../../../../web/api/client.ts';
import type { Json } from '../../../../web/api/json.ts';
import { ClauseChip } from '../../../../web/kit/clause-chip.tsx';
import { Money } from '../../../../web/kit/money.tsx';
import { Section } from '../../../../web/kit/page.tsx';
import type { DeductionsOfMonth } from '../deductions-of.ts';

type Month = Json<DeductionsOfMonth>;

/** 本月绩效扣减 (依据 ASM-16): every yuan with its fault and who decided it; nothing is shown where nothing is deducted. */
export function Deductions({ staff, mine }: { staff: number; mine: boolean }) {
  const query = useQuery({
    queryKey: ['/api/deductions', staff],
    queryFn: ({ signal }) => api.get<Month>('/api/deductions', { staff }, signal),
  });
  const month = query.data;
  if (month === undefined || month.lines.length === 0) return null;
  return (
    <Section title="本月绩效扣减" note={<ClauseChip clause="ASM-16" />}>
      <p>
        合计 <Money yuan={month.sum} />
        {month.most !== null && (
          <>
            ，本月至多 <Money yuan={month.most} />
          </>
        )}
        。只记入绩效，不从工资中扣除{mine && '；有异议的，打开该条申诉'}。
      </p>
      <ul>
        {month.lines.map(({ incidentId, title, amount, judgedBy }) => (
          <li key={incidentId}>
            <Link href={`/incidents/${incidentId}`}>{title}</Link> <Money yuan={amount} />（{judgedBy} 认定）
          </li>
        ))}
      </ul>
    </Section>
  );
}
