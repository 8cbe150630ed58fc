import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useLocation } from 'wouter';
import { civilDateOf } from '../../../kernel/calendar/index.ts';
import { api } from '../../../web/api/client.ts';
import type { Json } from '../../../web/api/json.ts';
import { useAct } from '../../../web/api/query.ts';
import { useToday, useZone } from '../../../web/kit/bank.ts';
import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { DateInput } from '../../../web/kit/date-input.tsx';
import { civilDateText } from '../../../web/kit/dates.ts';
import { Instruction } from '../../../web/kit/instruction.tsx';
import { Page, Section } from '../../../web/kit/page.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import { toast } from '../../../web/kit/toast.ts';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import { ByFacts } from '../web/by-facts.tsx';
import type { LogDraft } from './draft.ts';
import { touchedByLogs } from './web/keys.ts';
import styles from './web/log.module.css';
import { LogForm, type LogValues } from './web/log-form.tsx';

type Draft = Json<LogDraft>;

/** 依据 DAY-9: the day's log, as far as it writes itself, and the three things that only its author knows. */
export default function LogWritePage() {
  const today = useToday();
  const { values, set } = useUrlQuery();
  const date = values.date ?? today;
  const query = useQuery({
    queryKey: ['/api/logs', 'draft', date],
    queryFn: ({ signal }) => api.get<Draft>('/api/logs/draft', { date }, signal),
    staleTime: 0,
  });
  return (
    <Page
      title="写日志"
      note={civilDateText(date, today)}
      actions={
        <span className={styles.days}>
          <DateInput label="日志日期" value={date} onChange={(day) => set({ date: day ?? undefined })} />
          <Link href="/logs">我的日志</Link>
        </span>
      }
    >
      <Loaded query={query}>{(draft) => <Writing key={draft.date} draft={draft} />}</Loaded>
    </Page>
  );
}

function Writing({ draft }: { draft: Draft }) {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const { log, date } = draft;
  const open = log === null || log.state === 'draft';
  const done = () => {
    for (const queryKey of touchedByLogs) void client.invalidateQueries({ queryKey });
    toast.done('日志已提交，等待批阅');
    navigate('/');
  };
  const submit = (values: LogValues, idempotencyKey: string) =>
    log === null
      ? api.post('/api/logs', { ...values, biz_date: date }, { idempotencyKey })
      : api.post(`/api/registers/daily_log/${log.id}/submit`, { ...values, version: log.version }, { idempotencyKey });
  return (
    <>
      <Reminders draft={draft} />
      <Section title="当日工作" note="由当天的登记自动写成">
        <ByFacts
          lines={open ? draft.work : (log.work ?? '').split('\n').filter(Boolean)}
          empty="当天还没有走访、联系、外出或会议"
          next="登记后会自动写进日志"
        />
      </Section>
      {open ? (
        <LogForm
          draft={`log:${date}@${log?.version ?? 0}`}
          initial={contentOf(log)}
          submit={submit}
          onDone={done}
          onCancel={() => navigate('/')}
        />
      ) : (
        <Submitted log={log} />
      )}
    </>
  );
}

function contentOf(log: Draft['log']): LogValues {
  if (log === null) return {};
  const { supplement, thoughts, problems, needs_help, tomorrow } = log;
  return { supplement, thoughts, problems, needs_help, tomorrow };
}

/** What the writer should have before his eyes: days without a log, the superior's sentence, what he had planned. */
function Reminders({ draft: { missing, comment, planned, date } }: { draft: Draft }) {
  const zone = useZone();
  const others = missing.filter((day) => day !== date);
  return (
    <div className={styles.known}>
      {others.length > 0 && (
        <p className={styles.missing}>
          还没有日志的日子：
          {others.map((day) => (
            <Link key={day} href={`/logs/write?date=${day}`}>
              <CivilDate date={day} />
            </Link>
          ))}
        </p>
      )}
      {comment !== null && (
        <Instruction text={comment.text} by={comment.by} on={civilDateOf(new Date(comment.at), zone)} />
      )}
      {planned !== null && <p className={styles.planned}>原定今天：{planned}</p>}
    </div>
  );
}

function Submitted({ log }: { log: NonNullable<Draft['log']> }) {
  const reopen = useAct({
    run: () => api.post(`/api/registers/daily_log/${log.id}/reopen`, { version: log.version }),
    touches: touchedByLogs,
    done: '已收回，修改后请重新提交',
  });
  return (
    <Empty
      title={log.state === 'read' ? '这篇日志已经批阅' : '这篇日志已经提交，等待批阅'}
      next={
        <>
          <Link href={`/logs/${log.id}`}>查看</Link>{' '}
          {log.state === 'submitted' && <Button onClick={() => reopen.mutate()}>收回修改</Button>}
        </>
      }
    />
  );
}
