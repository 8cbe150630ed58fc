import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../../../web/api/client.ts';
import { Section } from '../../../web/kit/page.tsx';
import { Loaded } from '../../../web/kit/states.tsx';
import type { RegisterRow } from '../../../web/registers/register-api.ts';
import { RegisterListPage } from '../../../web/registers/register-list-page.tsx';
import { type Breach, breachesPath, breachPath } from '../breach/web/breach-api.ts';
import { BreachFacts } from '../breach/web/breach-facts.tsx';
import { appeal } from './appeal.register.ts';

/** What is appealed against. */
function Ground({ row }: { row: RegisterRow }) {
  if (row.breach_id !== null) return <BreachGround breachId={Number(row.breach_id)} />;
  const [path, id] = row.incident_id === null ? ['measures', row.measure_id] : ['incidents', row.incident_id];
  return (
    <Section title="所申诉的事项">
      <Link href={`/${path}/${String(id)}`}>{path === 'measures' ? '看这项处置' : '看这条过错'}</Link>
    </Section>
  );
}

/** A breach, from clause to judgement. */
function BreachGround({ breachId }: { breachId: number }) {
  const query = useQuery({
    queryKey: [breachesPath, String(breachId)],
    queryFn: ({ signal }) => api.get<Breach>(breachPath(breachId), {}, signal),
  });
  return (
    <Section title="所申诉的违规">
      <Loaded query={query}>{(breach) => <BreachFacts breach={breach} />}</Loaded>
    </Section>
  );
}

/** 申诉: one's own, and those that wait for one's decision. They are filed from 我的积分. */
export default function AppealsPage() {
  return (
    <RegisterListPage register={appeal} base="/appeals" creates={false} detailExtra={(row) => <Ground row={row} />} />
  );
}
