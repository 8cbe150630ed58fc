import { Link } from 'wouter';
import { CivilDate } from '../../../../web/kit/civil-date.tsx';
import { ClauseChip } from '../../../../web/kit/clause-chip.tsx';
import { RuledTable } from '../../../../web/kit/ruled-table.tsx';
import type { Roster } from '../roster.ts';
import styles from './roster.module.css';

type Broken = Roster['limits'][number];
type Line = Broken['beyond'][number] & Pick<Broken, 'rule'>;

/** 依据 ORG-7, ORG-8: clause by clause who is beyond what it allows, since when and by how much. */
export function Limits({ limits }: { limits: Roster['limits'] }) {
  if (limits.length === 0) return <p className={styles.kept}>✓ 管户上限与队伍比例都守住了</p>;
  return limits.map((limit) => (
    <div key={limit.rule} className={styles.limit}>
      <h3 className={styles.rule}>
        {limit.title} <ClauseChip clause={limit.rule} />{' '}
        <Link href={`/duties?rule=${limit.rule}&status=breached`}>{limit.count} 个在限额之外</Link>
        {limit.beyond.length < limit.count && <span className={styles.faint}>，先列超出最多的</span>}
      </h3>
      <RuledTable
        label={limit.title}
        rows={limit.beyond.map((line) => ({ ...line, rule: limit.rule }))}
        rowKey={({ subjectId, anchor }) => `${subjectId} ${anchor}`}
        columns={[
          {
            title: limit.beyond[0]?.subjectType === 'institution' ? '机构' : '人员',
            cell: (line) => <Subject line={line} />,
          },
          { title: '所在机构', deskOnly: true, cell: ({ institution }) => institution ?? '—' },
          { title: '自', cell: ({ anchor }) => <CivilDate date={anchor} /> },
          {
            title: '当日',
            align: 'right',
            cell: (line) => <strong className={styles.beyond}>▲ {amount(line, line.got)}</strong>,
          },
          { title: '限额', align: 'right', cell: (line) => amount(line, line.need) },
          {
            title: '依据',
            cell: ({ rule, subjectId, anchor }) => (
              <ClauseChip clause={rule} duty={{ rule, subject: subjectId, anchor }} />
            ),
          },
        ]}
      />
    </div>
  ));
}

function Subject({ line: { subjectType, subjectId, name } }: { line: Line }) {
  return <Link href={`/${subjectType === 'staff' ? 'people' : 'institutions'}/${subjectId}`}>{name}</Link>;
}

/** What is measured of institutions are shares, in parts of ten thousand (docs/adr/0015). */
function amount({ subjectType }: Line, value: number): string {
  return subjectType === 'institution' ? `${(value / 100).toFixed(2)}%` : `${value} 户`;
}
