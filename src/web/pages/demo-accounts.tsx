import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import styles from './demo-accounts.module.css';

type DemoAccountList = { password: string; items: { login: string; name: string; title: string }[] };

/** One account per role of the demonstration bank; only a server in demo mode has them. */
export function DemoAccounts({ onChoose }: { onChoose: (login: string, password: string) => void }) {
  const accounts = useQuery({
    queryKey: ['/api/demo-accounts'],
    queryFn: ({ signal }) => api.get<DemoAccountList>('/api/demo-accounts', {}, signal),
    retry: false,
  });
  const { data } = accounts;
  if (data === undefined) return null;
  return (
    <section className={styles.accounts}>
      <h2 className={styles.heading}>演示银行：选一个岗位进入</h2>
      <ul className={styles.list}>
        {data.items.map(({ login, name, title }) => (
          <li key={login}>
            <button type="button" className={styles.account} onClick={() => onChoose(login, data.password)}>
              <span className={styles.title}>{title}</span>
              <span>{name}</span>
              <span className={styles.login}>{login}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
