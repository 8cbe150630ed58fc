import { type KeyboardEvent, useRef, useState } from 'react';
import styles from './execution.module.css';
import { type ExecutionMap, shareText } from './execution-api.ts';
import { shadeOf, stepIn } from './heat.ts';

type Props = {
  map: ExecutionMap;
  onPlace: (institution: number) => void;
  onCell: (rule: string, institution: { id: number; name: string }) => void;
};

/** 机构 × 条款: every cell says its share in figures; the arrows walk through it as one control. */
export function HeatMap({ map, onPlace, onCell }: Props) {
  const [at, setAt] = useState<readonly [number, number]>([0, 0]);
  const body = useRef<HTMLTableSectionElement>(null);
  const cells = new Map(map.cells.map((cell) => [`${cell.institution} ${cell.rule}`, cell]));
  const rules = map.rules.filter(({ rule }) => map.cells.some((cell) => cell.rule === rule));
  const walk = (event: KeyboardEvent) => {
    const next = stepIn(event.key, at, [map.institutions.length, rules.length]);
    if (next === null) return;
    event.preventDefault();
    setAt(next);
    body.current?.querySelector<HTMLButtonElement>(`[data-at="${next.join(' ')}"]`)?.focus();
  };
  return (
    <div className={styles.scroll}>
      <table className={styles.heat} aria-label="机构与条款的按时率">
        <thead>
          <tr>
            <th scope="col">机构</th>
            {rules.map(({ rule, title }) => (
              <th key={rule} scope="col" title={title}>
                {rule}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={walk}>
          {map.institutions.map((institution, row) => (
            <tr key={institution.id}>
              <th scope="row">
                {institution.id === map.place.id ? (
                  institution.name
                ) : (
                  <button type="button" className={styles.link} onClick={() => onPlace(institution.id)}>
                    {institution.name}
                  </button>
                )}
              </th>
              {rules.map(({ rule, title, limit }, column) => {
                const cell = cells.get(`${institution.id} ${rule}`);
                const here = at[0] === row && at[1] === column;
                const figure =
                  cell === undefined ? '' : limit ? `${cell.decided + cell.inProgress}次` : shareText(cell.onTime);
                const words = limit ? brokenWords(cell) : wordsOf(cell);
                return (
                  <td key={rule} data-shade={cell === undefined ? undefined : shadeOf(cell.onTime)}>
                    <button
                      type="button"
                      data-at={`${row} ${column}`}
                      tabIndex={here ? 0 : -1}
                      aria-label={`${institution.name}，${rule} ${title}：${words}`}
                      title={`${institution.name} · ${rule} ${title}\n${words}`}
                      onFocus={() => setAt([row, column])}
                      onClick={() => cell !== undefined && onCell(rule, institution)}
                    >
                      {figure.replace('%', '')}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Of a limit, which has rows only where it was broken. */
function brokenWords(cell: ExecutionMap['cells'][number] | undefined): string {
  return cell === undefined ? '没有超限' : `超限 ${cell.decided + cell.inProgress} 次`;
}

function wordsOf(cell: ExecutionMap['cells'][number] | undefined): string {
  if (cell === undefined) return '没有义务';
  const open = cell.inProgress === 0 ? '' : `，进行中 ${cell.inProgress} 笔`;
  return cell.onTime === null
    ? `还没有到期的${open}`
    : `按时率 ${shareText(cell.onTime)}，已到期 ${cell.decided} 笔${open}`;
}
