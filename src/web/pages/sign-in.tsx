import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import type { Problem } from '../../kernel/errors/public.ts';
import { api } from '../api/client.ts';
import { problemsOfError } from '../api/problems.ts';
import { beginSession, type Me, type Session } from '../api/session.ts';
import { isComposing } from '../kit/keys.ts';
import { ProblemList } from '../kit/problem-list.tsx';
import { DemoAccounts } from './demo-accounts.tsx';
import { PlainInput } from './plain-input.tsx';
import styles from './sign-in.module.css';

type Need = 'totp' | 'new-password';
type Answer = { status: 'signed-in'; me: Me } | { status: 'more'; needs: Need[] };

const empty = { login: '', password: '', code: '', newPassword: '', again: '' };

/** What can be said before asking the server. */
function faultsOf(form: typeof empty, needs: readonly Need[]): Problem[] {
  const faults: Problem[] = [];
  if (form.login.trim() === '') faults.push({ code: 'FORM', path: 'login', text: '请填写账号' });
  if (form.password === '') faults.push({ code: 'FORM', path: 'password', text: '请填写密码' });
  if (needs.includes('totp') && form.code.trim() === '') {
    faults.push({ code: 'FORM', path: 'code', text: '请填写动态口令' });
  }
  if (needs.includes('new-password') && form.newPassword !== form.again) {
    faults.push({ code: 'FORM', path: 'again', text: '两次填写的新密码不一致，请重填' });
  }
  return faults;
}

/**
 * The door. The server opens it or says what is still needed (动态口令, a new password), and the same form is sent again,
 * completed: nobody is ever half signed in.
 */
export function SignIn({ session }: { session: Session }) {
  const client = useQueryClient();
  const [form, setForm] = useState(empty);
  const [needs, setNeeds] = useState<readonly Need[]>([]);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [sending, setSending] = useState(false);

  const bind = (name: keyof typeof empty) => ({
    id: name,
    value: form[name],
    fault: problems.find((problem) => problem.path === name)?.text ?? null,
    onChange: (value: string) => setForm({ ...form, [name]: value }),
  });

  const send = async (content: typeof empty) => {
    const faults = faultsOf(content, needs);
    setProblems(faults);
    if (sending || faults.length > 0) return;
    setSending(true);
    try {
      const answer = await api.post<Answer>('/api/session', {
        login: content.login.trim(),
        password: content.password,
        ...(needs.includes('totp') ? { code: content.code.trim() } : {}),
        ...(needs.includes('new-password') ? { newPassword: content.newPassword } : {}),
      });
      if (answer.status === 'more') setNeeds(answer.needs);
      else await beginSession(client, { ...session, me: answer.me });
    } catch (error) {
      setProblems(problemsOfError(error));
    } finally {
      setSending(false);
    }
  };

  const { minLength, minClasses } = session.passwordPolicy;
  return (
    <main className={styles.page}>
      <form
        className={styles.form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void send(form);
        }}
        onKeyDown={(event: KeyboardEvent) => {
          // The Enter that takes a candidate of the input method must not sign in.
          if (event.key === 'Enter' && isComposing(event.nativeEvent)) event.preventDefault();
        }}
      >
        <h1 className={styles.brand}>展业</h1>
        <ProblemList problems={problems.filter((problem) => problem.path === undefined)} />
        <PlainInput label="账号" autoComplete="username" autoFocus {...bind('login')} />
        <PlainInput label="密码" type="password" autoComplete="current-password" {...bind('password')} />
        {needs.includes('totp') && (
          <PlainInput label="动态口令" inputMode="numeric" autoComplete="one-time-code" autoFocus {...bind('code')} />
        )}
        {needs.includes('new-password') && (
          <>
            <p className={styles.note}>
              初次登录或密码已重置，请设置新密码：至少 {minLength} 位，含大写、小写、数字、符号中的 {minClasses} 类。
            </p>
            <PlainInput label="新密码" type="password" autoComplete="new-password" {...bind('newPassword')} />
            <PlainInput label="再填一次新密码" type="password" autoComplete="new-password" {...bind('again')} />
          </>
        )}
        <Button type="primary" htmlType="submit" block size="large" loading={sending}>
          登录
        </Button>
      </form>
      {session.demo && (
        <DemoAccounts
          onChoose={(login, password) => {
            const content = { ...empty, login, password };
            setForm(content);
            void send(content);
          }}
        />
      )}
    </main>
  );
}
