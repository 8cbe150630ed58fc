import { useQuery } from '@tanstack/react-query';
import { api } from '../../../../web/api/client.ts';
import { Section } from '../../../../web/kit/page.tsx';
import { Loaded } from '../../../../web/kit/states.tsx';
import styles from './reading.module.css';
import { type Progress, readingsPath } from './reading-api.ts';

/** 催办: who of my people still owes which reading, by institution. */
export function ProgressList() {
  const path = `${readingsPath}/progress`;
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => api.get<{ items: Progress[] }>(path, {}, signal),
  });
  return (
    <Loaded query={query}>
      {({ items }) => items.map((one) => <ProgressOf key={`${one.version}/${one.regulation}`} progress={one} />)}
    </Loaded>
  );
}

function ProgressOf({ progress }: { progress: Progress }) {
  const { title, concerned, read, passed, institutions, missing } = progress;
  return (
    <Section
      title={`催办：${title}`}
      note={`应读 ${concerned} 人，已读 ${read} 人${passed === null ? '' : `，测验通过 ${passed} 人`}`}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">机构</th>
            <th scope="col">应读</th>
            <th scope="col">已读</th>
            {passed !== null && <th scope="col">测验通过</th>}
          </tr>
        </thead>
        <tbody>
          {institutions.map((row) => (
            <tr key={row.id}>
              <td>{row.name}</td>
              <td>{row.concerned}</td>
              <td className={row.read < row.concerned ? styles.due : styles.done}>{row.read}</td>
              {passed !== null && <td>{row.passed}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {missing.length > 0 && (
        <p className={styles.names}>
          <span className={styles.due}>还差：</span>
          {missing
            .map(({ name, institution, read: hasRead }) => `${name}（${institution}${hasRead ? '，测验未过' : ''}）`)
            .join('、')}
          {missing.length === 100 && ' 等'}
        </p>
      )}
    </Section>
  );
}
