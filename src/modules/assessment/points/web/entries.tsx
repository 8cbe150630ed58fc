import { Button } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '../../../../web/api/client.ts';
import { useAct } from '../../../../web/api/query.ts';
import { Ask } from '../../../../web/kit/ask.tsx';
import { DataTable } from '../../../../web/kit/data-table.tsx';
import { Section } from '../../../../web/kit/page.tsx';
import type { Selection } from '../../../../web/kit/selection.ts';
import { Empty } from '../../../../web/kit/states.tsx';
import { EntryCompact, entryColumns, type PointsEntry, type PointsOfCycle } from './points-columns.tsx';

type EntriesProps = { points: PointsOfCycle; mayGroup: boolean; onOpen: (breachId: number) => void };

/** Every entry; a superior says here which of them were one act, or that they were several after all. */
export function Entries({ points, mayGroup, onOpen }: EntriesProps) {
  const [, navigate] = useLocation();
  const [selection, setSelection] = useState<Selection>(new Set());
  const [asking, setAsking] = useState<'link' | 'dissolve' | null>(null);
  const chosen = points.entries.filter(({ id, reverses }) => selection.has(String(id)) && !reverses);
  const act = actOf(chosen);
  const done = { touches: [['/api/points']], onDone: () => setSelection(new Set()), toastProblems: false };
  const link = useAct({
    run: (reason: string) => api.post('/api/acts', { reason, faults: chosen.map(faultOf) }),
    done: '已并为一个行为，从一重计分',
    ...done,
  });
  const dissolve = useAct({
    run: (reason: string) => api.post(`/api/acts/${act}/dissolve`, { reason }),
    done: '已拆开，各条分别计分',
    ...done,
  });
  const close = () => setAsking(null);
  return (
    <Section title="逐笔" note={`${points.entries.length} 笔`}>
      <DataTable
        label="积分"
        rows={points.entries}
        columns={entryColumns}
        rowKey={({ id }) => String(id)}
        onOpen={({ breachId, incidentId }) => {
          if (breachId !== null) onOpen(breachId);
          else if (incidentId !== null) navigate(`/incidents/${incidentId}`);
        }}
        compact={(entry) => <EntryCompact entry={entry} />}
        empty={<Empty title={`${points.cycle} 年度没有扣分`} next="逾期的义务和登记的过错，经上级认定后才会扣分" />}
        {...(mayGroup && {
          batch: {
            selection,
            onChange: setSelection,
            actions: () =>
              act === null ? (
                <Button size="small" type="primary" disabled={chosen.length < 2} onClick={() => setAsking('link')}>
                  并为一个行为
                </Button>
              ) : (
                <Button size="small" onClick={() => setAsking('dissolve')}>
                  拆开这个行为
                </Button>
              ),
          },
        })}
      />
      <Ask
        open={asking === 'link'}
        title={`把 ${chosen.length} 条并为一个行为`}
        okText="合并"
        reason={{ label: '理由', placeholder: '写明为什么是同一个行为；将记入审计' }}
        onOk={(reason) => link.mutateAsync(reason)}
        onClose={close}
      >
        <p>一个行为触犯数条的，从一重计分，其余冲回；阶梯上只算一次。</p>
      </Ask>
      <Ask
        open={asking === 'dissolve'}
        title="拆开这个行为"
        okText="拆开"
        reason={{ label: '理由', placeholder: '写明为什么不是同一个行为；将记入审计' }}
        onOk={(reason) => dissolve.mutateAsync(reason)}
        onClose={close}
      >
        <p>这个行为的各条（不只是所选的）重新分别计分，阶梯上各算一次。</p>
      </Ask>
    </Section>
  );
}

/** The act that all the chosen ones were; null: none, or not the same. */
function actOf(chosen: readonly PointsEntry[]): number | null {
  const [first] = chosen;
  return first !== undefined && chosen.every(({ act }) => act === first.act) ? first.act : null;
}

const faultOf = ({ breachId, incidentId }: PointsEntry) => (breachId === null ? { incidentId } : { breachId });
