import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { api } from '../api/client.ts';
import { useAct } from '../api/query.ts';
import { ProblemList } from '../kit/problem-list.tsx';
import styles from './me.module.css';
import { PlainInput } from './plain-input.tsx';
import { useFaults } from './use-faults.ts';

const empty = { password: '', newPassword: '', again: '' };
const fields = Object.keys(empty);

export function PasswordForm() {
  const [form, setForm] = useState(empty);
  const faults = useFaults(fields);
  const change = useAct({
    run: () => api.post('/api/session/password', { password: form.password, newPassword: form.newPassword }),
    touches: [['/api/sessions']],
    done: '密码已修改，其他设备上的登录已退出',
    onDone: () => setForm(empty),
    toastProblems: false,
  });
  const bind = (name: keyof typeof empty) => ({
    id: `change-${name}`,
    type: 'password',
    value: form[name],
    fault: faults.at(name),
    onChange: (value: string) => setForm({ ...form, [name]: value }),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    faults.clear();
    if (form.newPassword !== form.again) faults.add('again', '两次填写的新密码不一致，请重填');
    else change.mutate(undefined, { onError: faults.set });
  };
  return (
    <form className={styles.narrow} onSubmit={send}>
      <ProblemList problems={faults.others} />
      <PlainInput label="现在的密码" autoComplete="current-password" required {...bind('password')} />
      <PlainInput label="新密码" autoComplete="new-password" required {...bind('newPassword')} />
      <PlainInput label="再填一次新密码" autoComplete="new-password" required {...bind('again')} />
      <div>
        <Button htmlType="submit" loading={change.isPending}>
          修改密码
        </Button>
      </div>
    </form>
  );
}
