import type { Report } from '../../tasks/web/task-api.ts';
import styles from './imports.module.css';

const FORMATS = { csv: 'CSV', xlsx: 'XLSX' } as const;
const ENCODINGS = { 'utf-8': 'UTF-8', gb18030: 'GB18030' } as const;

/** What the file turned out to be: `CSV · GB18030`. */
export function formatText({ format, encoding }: Report): string {
  return format === 'xlsx' ? FORMATS.xlsx : `${FORMATS.csv} · ${ENCODINGS[encoding]}`;
}

/** Read, taken, unchanged, refused: the four figures of every import, tried or done. */
export function Counts({ report }: { report: Report }) {
  const { read, accepted, unchanged, refused, applied } = report;
  const figures = [
    { label: '读取', count: read, tone: styles.plain },
    { label: applied ? '接受' : '将接受', count: accepted, tone: accepted > 0 ? styles.song : styles.plain },
    { label: '不变', count: unchanged, tone: styles.plain },
    { label: '拒绝', count: refused, tone: refused > 0 ? styles.zhe : styles.plain },
  ];
  return (
    <dl className={styles.counts}>
      {figures.map(({ label, count, tone }) => (
        <div key={label} className={styles.count}>
          <dt className={styles.faint}>{label}</dt>
          <dd className={`${styles.figure} ${tone}`}>{count.toLocaleString('zh-CN')}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Warnings({ texts }: { texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <ul className={styles.warnings}>
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}

/** The first refused rows by their number in the file, as Excel shows it. */
export function Problems({ report: { problems, refused } }: { report: Report }) {
  if (refused === 0) return null;
  return (
    <section>
      <h2 className={styles.heading}>
        被拒绝的行{refused > problems.length && <span className={styles.faint}>前 {problems.length} 行</span>}
      </h2>
      <table className={styles.problems}>
        <tbody>
          {problems.map(({ row, text }) => (
            <tr key={row}>
              <th scope="row">第 {row} 行</th>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The first rows as they stand in the file; columns that are not known are faint. */
export function Sample({ report: { columns, sample } }: { report: Report }) {
  if (sample.length === 0) return null;
  const known = new Set(columns.recognised);
  const tone = (name: string) => (known.has(name) ? undefined : styles.unknown);
  return (
    <section>
      <h2 className={styles.heading}>
        前 {sample.length} 行<span className={styles.faint}>认出 {columns.recognised.length} 列</span>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, by keys too */}
      <section className={styles.scroll} tabIndex={0} aria-label="文件的前几行">
        <table className={styles.sample}>
          <thead>
            <tr>
              {columns.header.map((name, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a file are their places
                <th key={at} scope="col" className={tone(name)}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sample.map((cells, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a file are their places
              <tr key={row}>
                {columns.header.map((name, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <td key={at} className={tone(name)}>
                    {cells[at]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
