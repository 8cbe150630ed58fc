import { useQuery } from '@tanstack/react-query';
import { api } from '../../../../web/api/client.ts';
import type { Json } from '../../../../web/api/json.ts';
import { Instant } from '../../../../web/kit/civil-date.tsx';
import { Section } from '../../../../web/kit/page.tsx';
import { Empty, Loaded } from '../../../../web/kit/states.tsx';
import type { OpenMatter } from '../open-matters.ts';

const KINDS: Readonly<Record<OpenMatter['kind'], string>> = {
  task: '任务',
  outing: '外出',
  visit: '约定',
  duty: '应办',
};

/** 依据 DAY-15: what falls into the leave, before it is decided; afterwards the leave itself says what was handed over. */
export function OpenMatters({ leaveId }: { leaveId: number }) {
  const path = `/api/leaves/${leaveId}/matters`;
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => api.get<{ items: Json<OpenMatter>[] }>(path, {}, signal),
  });
  return (
    <Section title="假期内的未了事项" note="批准时记入登记簿，并交交接人办理">
      <Loaded query={query} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="没有要交接的事项" />
          ) : (
            <ul>
              {items.map(({ kind, title, at }) => (
                <li key={`${kind} ${title} ${at}`}>
                  {KINDS[kind]}：{title}，<Instant at={at} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}
