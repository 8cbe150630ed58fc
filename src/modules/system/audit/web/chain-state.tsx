import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '../../../../web/api/client.ts';
import { useAct } from '../../../../web/api/query.ts';
import { Instant } from '../../../../web/kit/civil-date.tsx';
import styles from './audit.module.css';
import { faultText } from './audit-words.ts';

type State = { sealed: number; waiting: number; checkpoint: { seq: number; at: string } | null };
type Report = {
  ok: boolean;
  sealed: number;
  fault: { kind: string; seq: number | null; recordId: number | null } | null;
  verifiedAt: string;
};

const chainPath = '/api/audit/chain';

/** How far the chain is sealed, the last head kept outside, and the proof on demand. */
export function ChainState() {
  const state = useQuery({ queryKey: [chainPath], queryFn: ({ signal }) => api.get<State>(chainPath, {}, signal) });
  const verify = useAct({ run: () => api.post<Report>('/api/audit/verify'), touches: [[chainPath]] });
  return (
    <p className={styles.chain}>
      {state.data !== undefined && (
        <span>
          链上已封存 {state.data.sealed.toLocaleString('zh-CN')} 条，待封存 {state.data.waiting} 条；
          {state.data.checkpoint === null ? (
            '未设库外检查点'
          ) : (
            <>
              库外检查点 <Instant at={state.data.checkpoint.at} />
            </>
          )}
        </span>
      )}
      <Button size="small" loading={verify.isPending} onClick={() => verify.mutate(undefined)}>
        核验整链
      </Button>
      {verify.data !== undefined && <Verdict report={verify.data} />}
    </p>
  );
}

function Verdict({ report }: { report: Report }) {
  if (report.fault === null) {
    return (
      <span className={styles.whole}>
        ✓ {report.sealed.toLocaleString('zh-CN')} 条全部相符 · <Instant at={report.verifiedAt} />
      </span>
    );
  }
  return <strong className={styles.broken}>▲ {faultText(report.fault)}</strong>;
}
