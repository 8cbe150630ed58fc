import type { GoldenCase } from '../../../../kernel/rulebook/case.ts';
import { type CaseLine, stillShows } from '../../../../kernel/rulebook/case-outcome.ts';
import { labelOfField } from '../../../../kernel/rulebook/labels.ts';
import { Ask } from '../../../../web/kit/ask.tsx';
import { CaseTable } from './case-table.tsx';
import styles from './cases.module.css';

type Differing = { golden: GoldenCase; lines: CaseLine[] };

/** 按草案重算期望: only after one has seen how each case comes out now; what is written is a change of the draft like any. */
export function RecomputeDialog(props: { cases: readonly Differing[]; onConfirm: () => void; onClose: () => void }) {
  const { cases, onConfirm, onClose } = props;
  return (
    <Ask
      open={cases.length > 0}
      title="按草案重算期望"
      okText="写入实际结果"
      width={640}
      onOk={async () => onConfirm()}
      onClose={onClose}
    >
      <p>请核对：下列结果是否就是修订想要的。写入后，样例改以实际结果为准，并列入草案的修改供审批人查看。</p>
      {cases.map(({ golden, lines }) => (
        <section key={golden.name} className={styles.case}>
          <h4>{golden.name}</h4>
          <CaseTable golden={golden} lines={lines} />
          <KindHint golden={golden} lines={lines} />
        </section>
      ))}
    </Ask>
  );
}

function KindHint({ golden, lines }: Differing) {
  if (
    stillShows(
      golden.kind,
      lines.flatMap(({ actual }) => actual ?? []),
    )
  )
    return null;
  const kind = labelOfField(['cases', 'kind']).values?.[golden.kind];
  return <p className={styles.differs}>! 这个样例本用来说明“{kind}”，重算后不再如此，宜改它的经过</p>;
}
