import type { ReactNode } from 'react';
import type { Side, Sides } from './scenario-api.ts';
import styles from './what-if.module.css';

export type ComparisonLine = {
  key: string;
  name: ReactNode;
  sides: Sides;
  /** Of a second scenario: what it makes of the same line. */
  other?: Side | undefined;
};

/** `sparse`: only shown where the rulebook says enough to reckon it. */
const FIGURES: { key: keyof Side; title: string; worse: boolean; sparse: boolean }[] = [
  { key: 'need', title: '应完成次数', worse: false, sparse: false },
  { key: 'hours', title: '工时', worse: false, sparse: true },
  { key: 'failed', title: '未完成', worse: true, sparse: false },
  { key: 'points', title: '积分', worse: true, sparse: true },
];

const isUsed = ({ sides, other }: ComparisonLine, key: keyof Side) =>
  [sides.before, sides.after, other].some((side) => side !== undefined && Number(side[key]) !== 0);

/** Before and after in one row; what grows worse stands in vermilion with a mark. */
export function ComparisonTable({
  caption,
  lines,
  titles,
  onOpen,
}: {
  caption: string;
  lines: readonly ComparisonLine[];
  /** Of the sides: 现行, the draft, and the other scenario if there is one. */
  titles: readonly string[];
  onOpen?: (key: string) => void;
}) {
  const figures = FIGURES.filter(({ key, sparse }) => !sparse || lines.some((line) => isUsed(line, key)));
  const sidesOf = ({ sides, other }: ComparisonLine): Side[] =>
    titles.length > 2 ? [sides.before, sides.after, other ?? sides.before] : [sides.before, sides.after];
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {caption}
            </th>
            {figures.map(({ key, title }) => (
              <th key={key} scope="colgroup" colSpan={titles.length} data-first>
                {title}
              </th>
            ))}
          </tr>
          <tr>
            {figures.flatMap(({ key }) =>
              titles.map((title, index) => (
                <th key={`${key} ${title}`} scope="col" data-align="right" data-first={index === 0 || undefined}>
                  {title}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <th scope="row">
                {onOpen === undefined ? (
                  line.name
                ) : (
                  <button type="button" className={styles.open} onClick={() => onOpen(line.key)}>
                    {line.name}
                  </button>
                )}
              </th>
              {figures.flatMap(({ key, worse }) =>
                sidesOf(line).map((side, index) => (
                  <Figure
                    key={`${key} ${titles[index]}`}
                    value={Number(side[key])}
                    than={index === 0 ? null : Number(line.sides.before[key])}
                    worse={worse}
                  />
                )),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Figure({ value, than, worse }: { value: number; than: number | null; worse: boolean }) {
  const grown = than !== null && value > than;
  return (
    <td
      data-align="right"
      data-first={than === null || undefined}
      className={worse && grown ? styles.worse : undefined}
    >
      {worse && grown && <span aria-hidden="true">▲ </span>}
      {value.toLocaleString('zh-CN')}
      {than !== null && value !== than && (
        <span className={styles.change}>
          {' '}
          {value > than ? `+${(value - than).toLocaleString('zh-CN')}` : (value - than).toLocaleString('zh-CN')}
        </span>
      )}
    </td>
  );
}
