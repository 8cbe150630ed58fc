import { useQuery } from '@tanstack/react-query';
import { api } from '../../../../web/api/client.ts';
import { useZone } from '../../../../web/kit/bank.ts';
import { CivilDate, Instant } from '../../../../web/kit/civil-date.tsx';
import { ClauseChip } from '../../../../web/kit/clause-chip.tsx';
import { Facts } from '../../../../web/kit/facts.tsx';
import { Progress } from '../../../../web/kit/progress.tsx';
import { BreachStateMark } from '../../../../web/kit/status-mark.tsx';
import styles from './breach.module.css';
import { type Breach, dutyOf } from './breach-api.ts';
import { dayOfBreach, judgeableDay, pointsText } from './breach-words.ts';

type RuleView = { sentence: string; clauseText: { title: string; text: string } | null };

/** What the clause says, in its own words and in one plain sentence. */
function Clause({ breach }: { breach: Breach }) {
  const path = `/api/rules/${encodeURIComponent(breach.rule)}`;
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => api.get<RuleView>(path, {}, signal),
    staleTime: 300_000,
  });
  if (query.data === undefined) return null;
  return (
    <blockquote className={styles.clause}>
      {query.data.clauseText !== null && <p>{query.data.clauseText.text}</p>}
      <p className={styles.sentence}>{query.data.sentence}</p>
    </blockquote>
  );
}

/** A breach from clause to judgement; its arithmetic and evidence are one click away. */
export function BreachFacts({ breach }: { breach: Breach }) {
  const zone = useZone();
  return (
    <>
      <p className={styles.head}>
        <BreachStateMark state={breach.state} />
        {breach.review && <span className={styles.review}>△ 认定后事实有变，待复核</span>}
        <ClauseChip clause={breach.rule} duty={dutyOf(breach)} />
        <span className={styles.hint}>点条款号看算法与依据</span>
      </p>
      <Clause breach={breach} />
      <Facts
        items={[
          { label: '责任人', value: breach.bearer === null ? '无人' : `${breach.bearer}（${breach.bearerNo}）` },
          { label: '对象', value: `${breach.subjectName ?? ''} ${breach.subjectNo ?? ''}` },
          { label: '机构', value: breach.institution },
          { label: '完成', value: <Progress got={breach.got} need={breach.need} /> },
          { label: '违规之日', value: <CivilDate date={dayOfBreach(breach, zone)} /> },
          { label: '补录期满', value: <>{<CivilDate date={judgeableDay(breach, zone)} />} 起可以认定</> },
          { label: '扣分', value: pointsText(breach) },
          ...(breach.judgedAt === null
            ? []
            : [
                {
                  label: breach.state === 'confirmed' ? '认定' : '办理',
                  value: (
                    <>
                      {breach.judgedBy} · <Instant at={breach.judgedAt} />
                    </>
                  ),
                },
                { label: '理由', value: breach.reason },
              ]),
        ]}
      />
    </>
  );
}
