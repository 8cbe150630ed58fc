import type { GoldenCase } from '../../../../kernel/rulebook/case.ts';
import { type CaseField, type CaseLine, caseWord } from '../../../../kernel/rulebook/case-outcome.ts';
import styles from './cases.module.css';

const FIELDS = ['need', 'got', 'status', 'until', 'bearer'] as const satisfies readonly CaseField[];

/** The duties that a case expects, and beside each what came out (`lines`; null: not run). Differences in words and colour. */
export function CaseTable({ golden, lines }: { golden: GoldenCase; lines: readonly CaseLine[] | null }) {
  const shown = lines ?? golden.expect.map(unseen);
  const fields = FIELDS.filter((field) => shown.some(({ expected }) => expected?.[field] !== undefined));
  const columns: readonly CaseField[] = fields.length > 0 ? fields : ['need', 'got', 'status'];
  if (shown.length === 0) return <p className={styles.none}>应当得出：没有义务{lines !== null && '；实际也没有'}</p>;
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">应当得出</th>
            {columns.map((field) => (
              <th key={field} scope="col">
                {caseWord(field)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <tr key={`${line.subject} ${line.anchor}`}>
              <th scope="row">
                {line.subject} <small>{line.anchor}</small>
                <Presence line={line} run={lines !== null} />
              </th>
              {columns.map((field) => (
                <td key={field}>
                  <Cell line={line} field={field} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const unseen = (expected: GoldenCase['expect'][number]): CaseLine => ({
  subject: expected.subject,
  anchor: expected.anchor,
  expected,
  actual: null,
  differs: [],
});

function Presence({ line, run }: { line: CaseLine; run: boolean }) {
  if (line.expected === null) return <span className={styles.differs}> ▲ 样例没有写，实际得出</span>;
  return run && line.actual === null ? <span className={styles.differs}> ▲ 实际没有得出</span> : null;
}

function Cell({ line: { expected, actual, differs }, field }: { line: CaseLine; field: CaseField }) {
  const wanted = expected?.[field];
  if (expected === null) return <span className={styles.differs}>{caseWord(field, actual?.[field])}</span>;
  if (wanted === undefined) return <span className={styles.none}>不限</span>;
  if (differs.includes(field)) {
    return (
      <span className={styles.differs}>
        应为 {caseWord(field, wanted)}，实为 {caseWord(field, actual?.[field])}
      </span>
    );
  }
  return <span className={actual === null ? undefined : styles.agrees}>{caseWord(field, wanted)}</span>;
}
