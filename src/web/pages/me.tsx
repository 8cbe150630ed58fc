import { Button } from 'antd';
import { Link } from 'wouter';
import { ADMIN_TITLES } from '../../kernel/access/roles.ts';
import { useMe, useSignOut } from '../api/session.ts';
import { Facts } from '../kit/facts.tsx';
import { Page, Section } from '../kit/page.tsx';
import { webModules } from '../modules.ts';
import { useAppointment, useCapacity } from '../shell/capacity.tsx';
import { entriesFor } from '../shell/navigation.ts';
import { usePhone } from '../shell/wide.ts';
import styles from './me.module.css';
import { PasswordForm } from './password-form.tsx';
import { SessionList } from './session-list.tsx';
import { TotpSection } from './totp-section.tsx';

/** On the phone 我的 also leads to whatever has no place in the bottom bar. */
function OtherPages() {
  const entries = entriesFor(webModules, useCapacity()).filter((entry) => entry.phone === undefined);
  if (entries.length === 0) return null;
  return (
    <nav className={styles.pages} aria-label="其他页面">
      {entries.map(({ path, title }) => (
        <Link key={path} href={path} className={styles.page ?? ''}>
          {title}
        </Link>
      ))}
    </nav>
  );
}

function Appointments() {
  const me = useMe();
  const { appointment, choose } = useAppointment();
  if (me.appointments.length === 0) {
    return (
      <Facts items={[{ label: '权限', value: me.adminRole === null ? '无在任岗位' : ADMIN_TITLES[me.adminRole] }]} />
    );
  }
  return (
    <Facts
      items={me.appointments.map((each) => ({
        label: each.post,
        value: (
          <>
            {each.institutionName}
            {me.appointments.length > 1 &&
              (each === appointment ? (
                <span className={styles.present}> ✓ 当前</span>
              ) : (
                <Button type="link" size="small" onClick={() => choose(each)}>
                  切换到此岗位
                </Button>
              ))}
          </>
        ),
      }))}
    />
  );
}

export default function MePage() {
  const me = useMe();
  const signOut = useSignOut();
  const phone = usePhone();
  return (
    <Page
      title={me.name}
      note={me.staffNo === null ? me.login : `工号 ${me.staffNo}`}
      actions={<Button onClick={() => void signOut()}>退出</Button>}
    >
      <div className={styles.columns}>
        {phone && <OtherPages />}
        <Section title="任职">
          <Appointments />
        </Section>
        <Section title="修改密码">
          <PasswordForm />
        </Section>
        <Section title="动态口令">
          <TotpSection />
        </Section>
        <Section title="登录中的设备">
          <SessionList />
        </Section>
      </div>
    </Page>
  );
}
