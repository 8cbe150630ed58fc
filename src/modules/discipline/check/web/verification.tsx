import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../../web/api/client.ts';
import type { Json } from '../../../../web/api/json.ts';
import { Facts } from '../../../../web/kit/facts.tsx';
import { Section } from '../../../../web/kit/page.tsx';
import { Loaded } from '../../../../web/kit/states.tsx';
import { StatusMark } from '../../../../web/kit/status-mark.tsx';
import type { Verification as Verified } from '../verify-draw.ts';
import styles from './verification.module.css';

type Answer = Json<Verified>;

const COMPARED: Readonly<Record<keyof Answer['compared'], string>> = {
  chain: '审计链在此序号处的哈希与记录相同',
  seed: '种子由哈希、日期、机构、次数算得',
  candidates: '候选名单与其摘要相符',
  drawn: '被抽的人正是签最小的',
};

const look = (agrees: boolean) =>
  agrees
    ? ({ word: '一致', mark: '✓', tone: 'fulfilled' } as const)
    : ({ word: '不一致', mark: '▲', tone: 'overdue' } as const);

/** 复算 (依据 DAY-13): the draw once more from what the record says, for whoever doubts it. */
export function Verification({ spotCheckNo }: { spotCheckNo: string }) {
  const [asked, setAsked] = useState(false);
  const path = `/api/spot-checks/${spotCheckNo}/verification`;
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => api.get<Answer>(path, {}, signal),
    enabled: asked,
  });
  return (
    <Section title="复算" note="抽取由系统按种子决定，任何人都可以重新抽取核对">
      {asked ? (
        <Loaded query={query}>{(answer) => <Result answer={answer} />}</Loaded>
      ) : (
        <Button onClick={() => setAsked(true)}>重新抽取并核对</Button>
      )}
    </Section>
  );
}

function Result({ answer }: { answer: Answer }) {
  const { compared, chainSeq, chainHash, day, institution, runningNo, seed, wanted, lots } = answer;
  return (
    <>
      <p>
        <StatusMark look={look(answer.agrees)} />
      </p>
      <Facts
        items={(Object.keys(COMPARED) as (keyof typeof COMPARED)[]).map((name) => ({
          label: COMPARED[name],
          value: <StatusMark look={look(compared[name])} />,
        }))}
      />
      <p className={styles.formula}>
        种子 = SHA-256（审计链第 {chainSeq} 条的哈希|日期|机构号|当日第几次）
        <code>{`${chainHash}|${day}|${institution}|${runningNo}`}</code>
        <code>{seed}</code>签 = SHA-256（种子|工号），最小的 {wanted} 人抽中。
      </p>
      {lots === null ? (
        <p className={styles.formula}>本次抽查还有人未查完，查完后列出各人的签。</p>
      ) : (
        <ol className={styles.lots}>
          {lots.map(({ no, lot, drawn }) => (
            <li key={no} data-drawn={drawn}>
              {no} <code>{lot.slice(0, 16)}…</code> {drawn && '抽中'}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
