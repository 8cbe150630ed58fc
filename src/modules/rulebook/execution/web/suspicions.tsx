import { CivilDate } from '../../../../web/kit/civil-date.tsx';
import { ClauseChip } from '../../../../web/kit/clause-chip.tsx';
import { Section } from '../../../../web/kit/page.tsx';
import styles from './execution.module.css';
import type { ExecutionMap, RuleLine } from './execution-api.ts';

/** 疑似流于形式: the rules by name, with what the suspicion rests on (依据 RUL-7). It is a question, not a finding. */
export function Suspicions({ map, onOpen }: { map: ExecutionMap; onOpen: (rule: string) => void }) {
  const rushed = map.rules.filter(({ suspicion }) => suspicion?.kind === 'rushed');
  const untriggered = map.rules.filter(({ suspicion }) => suspicion?.kind === 'untriggered');
  return (
    <Section title="疑似流于形式" note="只是线索：请看证据，再问执行的人">
      {rushed.length + untriggered.length === 0 && <p className={styles.quiet}>这段时间没有</p>}
      <ul className={styles.suspicions}>
        {rushed.map((line) => (
          <li key={line.rule}>
            <ClauseChip clause={line.rule} />
            <button type="button" className={styles.link} onClick={() => onOpen(line.rule)}>
              {line.title}
            </button>
            <span className={styles.evidence}>{rushText(line)}</span>
          </li>
        ))}
      </ul>
      {untriggered.length > 0 && (
        <details className={styles.more}>
          <summary>△ {untriggered.length} 条规则这段时间没有产生一笔义务</summary>
          <ul className={styles.suspicions}>
            {untriggered.map(({ rule, title, suspicion }) => (
              <li key={rule}>
                <ClauseChip clause={rule} />
                <span>{title}</span>
                <span className={styles.evidence}>
                  {suspicion?.kind === 'untriggered' && (
                    <>
                      <CivilDate date={suspicion.since} /> 起施行，无人适用或无人登记
                    </>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {map.unruled.length > 0 && (
        <details className={styles.more}>
          <summary>另有 {map.unruled.length} 条条款没有挂规则，执行与否无从计算</summary>
          <ul className={styles.suspicions}>
            {map.unruled.map(({ id, title }) => (
              <li key={id}>
                <ClauseChip clause={id} />
                <span>{title}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

function rushText({ suspicion }: RuleLine): string {
  if (suspicion?.kind !== 'rushed') return '';
  const { rushed, timed, minutes } = suspicion;
  return `△ 按时办结 ${timed} 笔，其中 ${rushed} 笔在截止前 ${minutes} 分钟内或其后才入账（${Math.round((1000 * rushed) / timed) / 10}%）`;
}
