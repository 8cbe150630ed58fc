import { Link } from 'wouter';
import { RuledTable } from '../../../../web/kit/ruled-table.tsx';
import type { Roster } from '../roster.ts';
import styles from './roster.module.css';

type Line = Roster['lines'][number];

/** 机构 × 岗位: a figure opens the people behind it. */
export function Headcount({ roster, onPlace }: { roster: Roster; onPlace: (institution: number) => void }) {
  const cells = new Map(roster.cells.map((cell) => [`${cell.institution} ${cell.post}`, cell.people]));
  const ofPost = (post: string) => roster.cells.reduce((sum, cell) => sum + (cell.post === post ? cell.people : 0), 0);
  return (
    <RuledTable
      label="机构与岗位的人数"
      rows={roster.lines}
      rowKey={({ institution }) => institution}
      columns={[
        { title: '机构', cell: (line) => <Name line={line} onPlace={onPlace} /> },
        { title: '合计', align: 'right', cell: (line) => <People line={line} /> },
        ...roster.posts.map((post) => ({
          title: post,
          align: 'right' as const,
          cell: ({ institution }: Line) => {
            const people = cells.get(`${institution} ${post}`);
            if (people === undefined) return <span className={styles.nobody}>·</span>;
            return (
              <Link href={`/appointments?institution_id=${institution}&post=${encodeURIComponent(post)}`}>
                {people}
              </Link>
            );
          },
        })),
      ]}
      total={['合计', roster.lines.reduce((sum, { people }) => sum + people, 0), ...roster.posts.map(ofPost)]}
    />
  );
}

function Name({ line: { institution, name, hasBelow }, onPlace }: { line: Line; onPlace: (id: number) => void }) {
  if (!hasBelow) return <>{name}</>;
  return (
    <button type="button" className={styles.below} onClick={() => onPlace(institution)}>
      {name} ›
    </button>
  );
}

function People({ line: { institution, people } }: { line: Line }) {
  return <Link href={`/people?institution_id=${institution}`}>{people}</Link>;
}
