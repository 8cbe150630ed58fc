import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { Link, useLocation } from 'wouter';
import { addDays, type CivilDate } from '../../../kernel/calendar/index.ts';
import { api } from '../../../web/api/client.ts';
import type { Json } from '../../../web/api/json.ts';
import { useAct } from '../../../web/api/query.ts';
import { useToday } from '../../../web/kit/bank.ts';
import { civilDateText, periodText } from '../../../web/kit/dates.ts';
import { FormField } from '../../../web/kit/form-field.tsx';
import { FormPage } from '../../../web/kit/form-page.tsx';
import { Page, Section } from '../../../web/kit/page.tsx';
import { ReadingPart } from '../../../web/kit/reading.tsx';
import { Loaded } from '../../../web/kit/states.tsx';
import { toast } from '../../../web/kit/toast.ts';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import { ByFacts } from '../web/by-facts.tsx';
import { LinesInput } from '../web/lines-input.tsx';
import type { PaperDraft } from './paper-draft.ts';
import { touchedByPapers } from './web/keys.ts';
import styles from './web/paper.module.css';

type Draft = Json<PaperDraft>;
type Values = { content?: string | null; experience?: string | null; problems?: string | null };

const KINDS = [
  { value: 'weekPlan', label: '周计划' },
  { value: 'monthPlan', label: '月计划' },
  { value: 'monthReport', label: '月度工作报告' },
  { value: 'quarterReport', label: '季度工作报告' },
];

const isReport = (kind: string) => kind.endsWith('Report');

/** 依据 DAY-12: a plan or report: what the system knows of the period, and what only its author can say. */
export default function PaperWritePage() {
  const today = useToday();
  const { values, set } = useUrlQuery();
  const { kind = 'weekPlan', date = today } = values;
  const query = useQuery({
    queryKey: ['/api/papers', 'draft', kind, date],
    queryFn: ({ signal }) => api.get<Draft>('/api/papers/draft', { kind, date }, signal),
    placeholderData: (previous) => previous,
  });
  const period = query.data?.period;
  const turn = (day: string | undefined, days: number) => day && set({ date: addDays(day as CivilDate, days) });
  return (
    <Page
      title="写计划与报告"
      note={period && `${civilDateText(period.start, today)} 至 ${civilDateText(lastDay(period.end), today)}`}
      actions={
        <span className={styles.choose}>
          <Select aria-label="类别" value={kind} options={KINDS} onChange={(chosen) => set({ kind: chosen })} />
          <Button type="text" aria-label="上一期" onClick={() => turn(period?.start, -1)}>
            ‹
          </Button>
          {period && periodText(period.label)}
          <Button type="text" aria-label="下一期" onClick={() => turn(period?.end, 0)}>
            ›
          </Button>
          <Link href="/papers">历次计划与报告</Link>
        </span>
      }
    >
      <Loaded query={query}>{(draft) => <Writing key={`${draft.kind} ${draft.period.start}`} draft={draft} />}</Loaded>
    </Page>
  );
}

function lastDay(end: string): string {
  return addDays(end as CivilDate, -1);
}

function Writing({ draft }: { draft: Draft }) {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const { paper, kind, period } = draft;
  const open = paper === null || paper.state === 'draft';
  const done = () => {
    for (const queryKey of touchedByPapers) void client.invalidateQueries({ queryKey });
    toast.done('已提交，等待审阅');
    navigate('/papers');
  };
  const submit = (values: Values, idempotencyKey: string) =>
    paper === null
      ? api.post('/api/papers', { ...values, kind, period_start: period.start }, { idempotencyKey })
      : api.post(
          `/api/registers/work_paper/${paper.id}/submit`,
          { ...values, version: paper.version },
          { idempotencyKey },
        );
  return (
    <>
      {open && (
        <Section title={isReport(kind) ? '本期情况' : '本期应办'} note="自动汇总">
          <ByFacts lines={draft.summary} empty="这一期还没有可汇总的事项" next="有义务、任务或约定走访时会出现在这里" />
        </Section>
      )}
      {open ? (
        <FormPage<Values, unknown>
          draft={`paper:${kind}:${period.start}@${paper?.version ?? 0}`}
          initial={paper ?? {}}
          submit={submit}
          onDone={done}
          onCancel={() => navigate('/papers')}
        >
          <FormField name="content" label={isReport(kind) ? '报告内容' : '计划内容'} required>
            <LinesInput rows={6} max={8000} />
          </FormField>
          {isReport(kind) && (
            <FormField name="experience" label="经验与做法">
              <LinesInput rows={2} />
            </FormField>
          )}
          <FormField name="problems" label="存在问题">
            <LinesInput rows={2} />
          </FormField>
        </FormPage>
      ) : (
        <Submitted kind={kind} paper={paper} />
      )}
    </>
  );
}

/** What was handed in, as its reader sees it. */
function Submitted({ kind, paper }: { kind: string; paper: NonNullable<Draft['paper']> }) {
  const reopen = useAct({
    run: () => api.post(`/api/registers/work_paper/${paper.id}/reopen`, { version: paper.version }),
    touches: touchedByPapers,
    done: '已收回，修改后请重新提交',
  });
  return (
    <>
      <p className={styles.handedIn}>
        {paper.state === 'read' ? '✓ 这一期已经审阅' : '◐ 这一期已经提交，等待审阅'}
        <Link href={`/papers/${paper.id}`}>详情与批示</Link>
        {paper.state === 'submitted' && <Button onClick={() => reopen.mutate()}>收回修改</Button>}
      </p>
      {paper.summary !== null && (
        <ReadingPart title={isReport(kind) ? '本期情况' : '本期应办'}>{paper.summary}</ReadingPart>
      )}
      <ReadingPart title={isReport(kind) ? '报告内容' : '计划内容'}>{paper.content}</ReadingPart>
      {paper.experience !== null && <ReadingPart title="经验与做法">{paper.experience}</ReadingPart>}
      {paper.problems !== null && <ReadingPart title="存在问题">{paper.problems}</ReadingPart>}
    </>
  );
}
