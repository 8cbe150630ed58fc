import { DownOutlined } from '@ant-design/icons';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { ADMIN_TITLES } from '../../kernel/access/roles.ts';
import { useMe, useSignOut } from '../api/session.ts';
import { isPlainEnter } from '../kit/keys.ts';
import { webModules } from '../modules.ts';
import { useAppointment, useCapacity } from './capacity.tsx';
import { isAmong } from './navigation.ts';
import { PopMenu, PopMenuItem } from './pop-menu.tsx';
import { useSlashKey } from './slash-key.ts';
import { ToolLink } from './tool-link.tsx';
import styles from './top-bar.module.css';

function Search() {
  const capacity = useCapacity();
  const [, navigate] = useLocation();
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useSlashKey(input);
  const entry = webModules.find(
    (module) => module.search !== undefined && isAmong(module.search.audience, capacity),
  )?.search;
  if (entry === undefined) return null;
  return (
    <input
      ref={input}
      type="search"
      className={styles.search}
      placeholder={`${entry.placeholder}  /`}
      aria-label={entry.placeholder}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (!isPlainEnter(event.nativeEvent) || text.trim() === '') return;
        navigate(entry.resultPath(text.trim()));
        setText('');
        event.currentTarget.blur();
      }}
    />
  );
}

/** Who one is and where: the present appointment, the others to change to, one's own page, the way out. */
function Person() {
  const me = useMe();
  const signOut = useSignOut();
  const [, navigate] = useLocation();
  const { appointment, choose } = useAppointment();
  const place = appointment?.institutionName ?? (me.adminRole === null ? '' : ADMIN_TITLES[me.adminRole]);
  return (
    <PopMenu
      label="账号"
      button={
        <>
          <span className={styles.place}>{place}</span>
          {me.name} <DownOutlined style={{ fontSize: 10 }} />
        </>
      }
    >
      {me.appointments.length > 1 &&
        me.appointments.map((each) => (
          <PopMenuItem
            key={`${each.post}@${each.institutionId}`}
            checked={each === appointment}
            onSelect={() => {
              choose(each);
              navigate('/');
            }}
          >
            {each.institutionName} · {each.post}
          </PopMenuItem>
        ))}
      <PopMenuItem onSelect={() => navigate('/me')}>我的账号</PopMenuItem>
      <PopMenuItem onSelect={() => void signOut()}>退出</PopMenuItem>
    </PopMenu>
  );
}

/** What can be begun from anywhere: the first stands in the bar, the others share one ＋ so that the bar never wraps. */
function Starts() {
  const capacity = useCapacity();
  const [, navigate] = useLocation();
  const starts = webModules.flatMap((module) => module.starts ?? []).filter((each) => isAmong(each.audience, capacity));
  const [first, ...others] = starts;
  if (first === undefined) return null;
  return (
    <>
      <button type="button" className={styles.start} onClick={() => navigate(first.path)}>
        {first.title}
      </button>
      {others.length > 0 && (
        <PopMenu label="新建" button={<span className={styles.start}>＋ 新建</span>}>
          {others.map(({ title, path }) => (
            <PopMenuItem key={path} onSelect={() => navigate(path)}>
              {title}
            </PopMenuItem>
          ))}
        </PopMenu>
      )}
    </>
  );
}

export function TopBar() {
  const capacity = useCapacity();
  const tools = webModules.flatMap((module) => module.tools ?? []).filter((each) => isAmong(each.audience, capacity));
  return (
    <header className={`${styles.bar} zy-no-print`}>
      <Search />
      <div className={styles.side}>
        <Starts />
        {tools.map((tool) => (
          <ToolLink key={tool.path} tool={tool} />
        ))}
        <Person />
      </div>
    </header>
  );
}
