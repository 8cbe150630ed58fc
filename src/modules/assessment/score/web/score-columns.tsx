import type { Json } from '../../../../web/api/json.ts';
import type { Column } from '../../../../web/kit/table-columns.ts';
import type { ScoreRow as Row, readScore } from '../read.ts';
import styles from './score.module.css';

/** What `GET /api/scores/:score/:period` answers. */
export type ScoresOfPeriod = Json<Awaited<ReturnType<typeof readScore>>>;
/** One person's, as `…/rows` answers it; figures are exact decimal texts. */
export type ScoreRow = Json<Row>;

const FIXED: readonly Column<ScoreRow>[] = [
  { key: 'name', title: '姓名', width: 112, cell: ({ name }) => name },
  { key: 'institution', title: '机构', width: 160, cell: ({ institution }) => institution },
  { key: 'place', title: '名次', width: 80, align: 'right', cell: ({ place, peers }) => `${place}/${peers}` },
  {
    key: 'total',
    title: '总分',
    width: 80,
    align: 'right',
    cell: ({ result }) => <strong>{result.total}</strong>,
  },
];

/** A column for every line of the score, so that the table adds up from left to right. */
export function scoreColumns({ lines }: ScoresOfPeriod): Column<ScoreRow>[] {
  return [
    ...FIXED,
    ...lines.map(
      ({ id, label }): Column<ScoreRow> => ({
        key: id,
        title: label,
        width: 112,
        align: 'right',
        cell: ({ result }) => {
          const line = [...result.measures, ...result.adjustments].find((one) => one.id === id);
          return line?.value == null ? <span className={styles.absent}>不适用</span> : line.score;
        },
      }),
    ),
    { key: 'no', title: '工号', width: 96, cell: ({ no }) => no, optional: true },
    { key: 'post', title: '岗位', width: 128, cell: ({ post }) => post, optional: true },
  ];
}

/** How a person's score reads on the phone. */
export function ScoreCompact({ row }: { row: ScoreRow }) {
  return (
    <div className={styles.compact}>
      <strong>{row.name}</strong>
      <strong>{row.result.total}</strong>
      <span className={styles.absent}>{row.institution}</span>
      <span className={styles.absent}>
        第 {row.place} 名，共 {row.peers} 人
      </span>
    </div>
  );
}
