import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { api } from '../api/client.ts';
import { useAct } from '../api/query.ts';
import { sessionKey, useMe } from '../api/session.ts';
import { ProblemList } from '../kit/problem-list.tsx';
import styles from './me.module.css';
import { PlainInput } from './plain-input.tsx';
import { useFaults } from './use-faults.ts';

type Enrolment = { secret: string; uri: string; svg: string };

/** One small form: a password or a code, and what it is for. */
function OneField(props: {
  id: string;
  label: string;
  password?: boolean;
  button: string;
  run: (text: string) => Promise<unknown>;
  path: string;
}) {
  const [text, setText] = useState('');
  const [sending, setSending] = useState(false);
  const faults = useFaults([props.path]);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    faults.clear();
    setSending(true);
    try {
      await props.run(text.trim());
      setText('');
    } catch (error) {
      faults.set(error);
    } finally {
      setSending(false);
    }
  };
  return (
    <form className={styles.narrow} onSubmit={send}>
      <ProblemList problems={faults.others} />
      <PlainInput
        id={props.id}
        label={props.label}
        value={text}
        required
        type={props.password ? 'password' : 'text'}
        inputMode={props.password ? 'text' : 'numeric'}
        autoComplete={props.password ? 'current-password' : 'one-time-code'}
        fault={faults.at(props.path)}
        onChange={setText}
      />
      <div>
        <Button htmlType="submit" loading={sending}>
          {props.button}
        </Button>
      </div>
    </form>
  );
}

/** 动态口令 on or off. Enrolment takes the password, then a first code proves that the device has the secret. */
export function TotpSection() {
  const me = useMe();
  const client = useQueryClient();
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: sessionKey });
  const confirm = useAct({
    run: (code: string) => api.post('/api/session/totp/confirm', { code }),
    done: '动态口令已启用，下次登录时需要填写',
    toastProblems: false,
  });

  if (me.totp) {
    return (
      <OneField
        key="remove"
        id="totp-remove"
        label="已启用。停用请填写密码"
        password
        button="停用动态口令"
        path="password"
        run={async (password) => {
          await api.post('/api/session/totp/remove', { password });
          await refresh();
        }}
      />
    );
  }
  if (enrolment === null) {
    return (
      <OneField
        key="enrol"
        id="totp-enrol"
        label="未启用。启用请填写密码"
        password
        button="启用动态口令"
        path="password"
        run={async (password) => setEnrolment(await api.post<Enrolment>('/api/session/totp/enrol', { password }))}
      />
    );
  }
  return (
    <div className={styles.narrow}>
      <p>用身份验证器扫描，再填写它显示的六位口令。</p>
      <img className={styles.qr} alt="动态口令二维码" src={`data:image/svg+xml,${encodeURIComponent(enrolment.svg)}`} />
      <p className={styles.detail}>
        不能扫描时手工填写：<span className={styles.secret}>{enrolment.secret}</span>
      </p>
      <OneField
        key="confirm"
        id="totp-confirm"
        label="动态口令"
        button="确认启用"
        path="code"
        run={async (code) => {
          await confirm.mutateAsync(code);
          setEnrolment(null);
          await refresh();
        }}
      />
    </div>
  );
}
