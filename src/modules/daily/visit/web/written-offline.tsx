import { useQuery } from '@tanstack/react-query';
import { api } from '../../../../web/api/client.ts';
import type { Json } from '../../../../web/api/json.ts';
import { Instant } from '../../../../web/kit/civil-date.tsx';
import { Facts } from '../../../../web/kit/facts.tsx';
import { Section } from '../../../../web/kit/page.tsx';
import type { WrittenOffline as Written } from '../written-offline.ts';

/** Below this a device's clock is as right as clocks are. */
const NOTEWORTHY_MS = 60_000;

/** 依据 DAY-7: what a superior who judges a late record has to know; nothing where it was written with a network. */
export function WrittenOffline({ visit }: { visit: number }) {
  const path = `/api/visits/${visit}/written`;
  const { data } = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => api.get<{ written: Json<Written> | null }>(path, {}, signal),
  });
  if (!data?.written) return null;
  const { at, sentAt, clockAhead } = data.written;
  return (
    <Section title="离线写成" note="时限按送达时间计算">
      <Facts
        items={[
          { label: '写成时间', value: <Instant at={at} /> },
          { label: '送达时间', value: <Instant at={sentAt} /> },
          ...(Math.abs(clockAhead) < NOTEWORTHY_MS ? [] : [{ label: '设备时钟', value: clockText(clockAhead) }]),
        ]}
      />
    </Section>
  );
}

function clockText(ahead: number): string {
  const minutes = Math.round(Math.abs(ahead) / NOTEWORTHY_MS);
  return `比服务器${ahead > 0 ? '快' : '慢'} ${minutes} 分钟`;
}
