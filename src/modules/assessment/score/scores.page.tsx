import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../../web/api/client.ts';
import { useAct, useKeysetList } from '../../../web/api/query.ts';
import { Ask } from '../../../web/kit/ask.tsx';
import { Instant } from '../../../web/kit/civil-date.tsx';
import { ClauseChip } from '../../../web/kit/clause-chip.tsx';
import { DataTable } from '../../../web/kit/data-table.tsx';
import { useDetailRoute } from '../../../web/kit/detail-route.ts';
import { Page } from '../../../web/kit/page.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import styles from './web/score.module.css';
import { ScoreCompact, type ScoreRow, type ScoresOfPeriod, scoreColumns } from './web/score-columns.tsx';
import { ScoreExplanation } from './web/score-explanation.tsx';

const scoresPath = '/api/scores';

type Scores = { items: { id: string; title: string; clause: string; periods: { label: string }[] }[] };

/** 考核: a period's scores, each opening into its arithmetic; the department closes them (依据 ASM-7). */
export default function ScoresPage() {
  const { values, set } = useUrlQuery();
  const query = useQuery({
    queryKey: [scoresPath],
    queryFn: ({ signal }) => api.get<Scores>(scoresPath, {}, signal),
  });
  return (
    <Page title="考核" fill>
      <Loaded query={query}>
        {({ items }) => {
          const score = items.find(({ id }) => id === values.score) ?? items[0];
          if (score === undefined)
            return <Empty title="规则库中没有考核办法" next="在规则库的 scores 中写入后即可使用" />;
          const period = values.period ?? score.periods[1]?.label ?? score.periods[0]?.label;
          return (
            <>
              <div className={styles.bar}>
                <ClauseChip clause={score.clause} />
                <Select
                  aria-label="考核"
                  style={{ minWidth: 200 }}
                  value={score.id}
                  options={items.map(({ id, title }) => ({ value: id, label: title }))}
                  onChange={(id) => set({ score: id, period: undefined })}
                />
                <Select
                  aria-label="考核期"
                  style={{ minWidth: 112 }}
                  value={period ?? null}
                  options={score.periods.map(({ label }) => ({ value: label, label }))}
                  onChange={(label) => set({ period: label ?? undefined })}
                />
              </div>
              {period !== undefined && <OfPeriod key={`${score.id}/${period}`} score={score.id} period={period} />}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function OfPeriod({ score, period }: { score: string; period: string }) {
  const path = `${scoresPath}/${score}/${period}`;
  const detail = useDetailRoute('/scores');
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => api.get<ScoresOfPeriod>(path, {}, signal) });
  const list = useKeysetList<ScoreRow>(`${path}/rows`);
  return (
    <Loaded query={query}>
      {(scores) => (
        <>
          <Standing scores={scores} path={path} />
          <DataTable
            label="考核"
            view="scores"
            rows={list.rows}
            columns={scoreColumns(scores)}
            rowKey={({ staffId }) => String(staffId)}
            onOpen={({ staffId }) => detail.open(staffId)}
            openKey={detail.id}
            loading={list.loading}
            error={list.error}
            retry={list.reload}
            more={list.more}
            compact={(row) => <ScoreCompact row={row} />}
            empty={<Empty title="这一期没有您可以看到的得分" />}
          />
          {detail.id !== null && (
            <Opened
              key={detail.id}
              scores={scores}
              path={path}
              staff={detail.id}
              known={list.rows.find(({ staffId }) => String(staffId) === detail.id)}
              onClose={detail.close}
            />
          )}
        </>
      )}
    </Loaded>
  );
}

type OpenedProps = {
  scores: ScoresOfPeriod;
  path: string;
  staff: string;
  known: ScoreRow | undefined;
  onClose: () => void;
};

/** One person's score; who came by a link may be far down the list. */
function Opened({ scores, path, staff, known, onClose }: OpenedProps) {
  const query = useQuery({
    queryKey: [`${path}/rows`, { staff }],
    queryFn: ({ signal }) => api.get<{ items: ScoreRow[] }>(`${path}/rows`, { staff }, signal),
    enabled: known === undefined,
  });
  const row = known ?? query.data?.items[0];
  return row === undefined ? null : <ScoreExplanation scores={scores} row={row} onClose={onClose} />;
}

/** Closed, by whom and when; or a reckoning that still moves, and closing it. */
function Standing({ scores, path }: { scores: ScoresOfPeriod; path: string }) {
  const { closing, mayClose } = scores;
  const [asking, setAsking] = useState(false);
  const close = useAct({
    run: (reason: string) => api.post<{ proposals: number }>(`${path}/close`, closing === null ? {} : { reason }),
    touches: [[path], [`${path}/rows`], ['/api/registers/grade-proposal']],
    done: '已结账，得分与名次就此固定',
    toastProblems: false,
  });
  return (
    <div className={styles.bar}>
      {closing === null ? (
        <span className={styles.preview}>△ 未结账：目前的测算，随事实变动</span>
      ) : (
        <span className={styles.standing}>
          {closing.closedBy} <Instant at={closing.closedAt} /> 结账{closing.reason !== null && `：${closing.reason}`}
        </span>
      )}
      {mayClose && (
        <Button size="small" type={closing === null ? 'primary' : 'default'} onClick={() => setAsking(true)}>
          {closing === null ? '结账' : '重新结账'}
        </Button>
      )}
      <Ask
        open={asking}
        title={`${closing === null ? '结账' : '重新结账'}：${scores.title} ${scores.period}`}
        okText={closing === null ? '结账' : '重新结账'}
        {...(closing !== null && { reason: { label: '理由', placeholder: '写明为什么要重算；将记入审计' } })}
        onOk={(reason) => close.mutateAsync(reason)}
        onClose={() => setAsking(false)}
      >
        <p>结账后 {scores.people} 人的得分、名次与算法固定，其后的认定不再改变它；并据此提出等级建议。</p>
      </Ask>
    </div>
  );
}
