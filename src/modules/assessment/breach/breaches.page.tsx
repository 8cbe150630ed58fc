import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { api } from '../../../web/api/client.ts';
import { useKeysetList } from '../../../web/api/query.ts';
import { useMe } from '../../../web/api/session.ts';
import { DataTable } from '../../../web/kit/data-table.tsx';
import { useDetailRoute } from '../../../web/kit/detail-route.ts';
import { type Filter, FilterBar } from '../../../web/kit/filter-bar.tsx';
import { InstitutionTree } from '../../../web/kit/institution-tree.tsx';
import { Page } from '../../../web/kit/page.tsx';
import { PersonPicker } from '../../../web/kit/pickers.tsx';
import type { Selection } from '../../../web/kit/selection.ts';
import { SidePanel } from '../../../web/kit/side-panel.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import styles from './web/breach.module.css';
import { type Breach, breachesPath, breachPath, type Judgement } from './web/breach-api.ts';
import { BreachCompact, breachColumns } from './web/breach-columns.tsx';
import { BreachFacts } from './web/breach-facts.tsx';
import { JudgeDialog } from './web/judge-dialog.tsx';

const VIEWS = [
  { value: 'queue', label: '待我认定' },
  { value: 'judgeable', label: '辖内可认定' },
  { value: 'review', label: '待复核' },
  { value: 'all', label: '全部' },
] as const;

const EMPTY: Record<string, string> = {
  queue: '没有等您认定的违规。补录期满的疑似违规会出现在这里',
  judgeable: '辖内没有疑似违规',
  review: '没有认定之后事实又变动的违规',
  all: '没有符合条件的违规，请放宽筛选',
};

const idOf = (text: string | undefined) => (text === undefined ? null : Number(text));
const textOf = (id: number | null) => (id === null ? undefined : String(id));

const FILTERS: readonly Filter[] = [
  {
    name: 'institution',
    label: '机构',
    input: (value, onChange) => <InstitutionTree value={idOf(value)} onChange={(id) => onChange(textOf(id))} />,
  },
  {
    name: 'bearer',
    label: '责任人',
    input: (value, onChange) => (
      <PersonPicker placeholder="责任人" value={idOf(value)} onChange={(id) => onChange(textOf(id))} />
    ),
  },
];

/** 违规认定: what waits for the superior, with the explanation one click away. */
export default function BreachesPage() {
  const me = useMe();
  const judges = me.roles.some((role) => role === 'leader' || role === 'president' || role === 'business');
  const { values, set } = useUrlQuery();
  const view = values.view ?? (judges ? 'queue' : 'all');
  const query = { view, institution: values.institution, bearer: values.bearer, state: values.state };
  const list = useKeysetList<Breach>(breachesPath, query);
  const detail = useDetailRoute('/breaches');
  const [selection, setSelection] = useState<Selection>(new Set());
  const [judgement, setJudgement] = useState<Judgement | null>(null);
  const chosen = list.rows.filter((row) => selection.has(String(row.id)));

  return (
    <Page title="违规认定" fill>
      {judges && (
        <Segmented
          className={styles.views ?? ''}
          options={VIEWS.map((one) => ({ ...one }))}
          value={view}
          onChange={(next) => {
            setSelection(new Set());
            set({ view: next });
          }}
        />
      )}
      <FilterBar filters={FILTERS} />
      <DataTable
        label="违规"
        view="breaches"
        rows={list.rows}
        columns={breachColumns}
        rowKey={({ id }) => String(id)}
        onOpen={({ id }) => detail.open(id)}
        openKey={detail.id}
        loading={list.loading}
        error={list.error}
        retry={list.reload}
        more={list.more}
        compact={(row) => <BreachCompact breach={row} />}
        empty={<Empty title={EMPTY[view] ?? '没有违规'} />}
        {...(judges && {
          batch: {
            selection,
            onChange: setSelection,
            actions: () => (
              <>
                <Button size="small" type="primary" onClick={() => setJudgement('confirm')}>
                  认定
                </Button>
                <Button size="small" onClick={() => setJudgement('dismiss')}>
                  不予认定
                </Button>
              </>
            ),
          },
        })}
      />
      <JudgeDialog
        breaches={chosen}
        judgement={judgement}
        onClose={() => setJudgement(null)}
        onDone={() => setSelection(new Set())}
      />
      {detail.id !== null && (
        <BreachPanel
          key={detail.id}
          id={detail.id}
          onClose={detail.close}
          onJudged={() => openNext(list.rows, detail)}
        />
      )}
    </Page>
  );
}

/** The queue goes on by itself: the next row takes the place of the one just judged. */
function openNext(rows: readonly Breach[], detail: ReturnType<typeof useDetailRoute>): void {
  const next = rows[rows.findIndex(({ id }) => String(id) === detail.id) + 1];
  if (next === undefined) detail.close();
  else detail.open(next.id);
}

function BreachPanel({ id, onClose, onJudged }: { id: string; onClose: () => void; onJudged: () => void }) {
  const [judgement, setJudgement] = useState<Judgement | null>(null);
  const path = breachPath(id);
  const query = useQuery({
    queryKey: [breachesPath, id],
    queryFn: ({ signal }) => api.get<Breach>(path, {}, signal),
  });
  const breach = query.data;
  return (
    <SidePanel
      title={breach === undefined ? '违规' : `${breach.bearer ?? '无人'} · ${breach.title}`}
      onClose={onClose}
      actions={
        breach?.mayJudge === true ? (
          <>
            <Button type="primary" onClick={() => setJudgement('confirm')}>
              {breach.review ? '维持认定' : '认定'}
            </Button>
            <Button onClick={() => setJudgement('dismiss')}>{breach.review ? '改为不予认定' : '不予认定'}</Button>
          </>
        ) : undefined
      }
    >
      <Loaded query={query}>{(loaded) => <BreachFacts breach={loaded} />}</Loaded>
      <JudgeDialog
        breaches={breach === undefined ? [] : [breach]}
        judgement={judgement}
        onClose={() => setJudgement(null)}
        onDone={onJudged}
      />
    </SidePanel>
  );
}
