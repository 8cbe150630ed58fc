import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { ADMIN_TITLES, type AdminRole } from '../../../kernel/access/roles.ts';
import { api } from '../../../web/api/client.ts';
import { useAct, useKeysetList } from '../../../web/api/query.ts';
import { useMe } from '../../../web/api/session.ts';
import { Instant } from '../../../web/kit/civil-date.tsx';
import { DataTable } from '../../../web/kit/data-table.tsx';
import { useDetailRoute } from '../../../web/kit/detail-route.ts';
import { Facts } from '../../../web/kit/facts.tsx';
import { FilterBar } from '../../../web/kit/filter-bar.tsx';
import { FormField } from '../../../web/kit/form-field.tsx';
import { FormPage } from '../../../web/kit/form-page.tsx';
import { Page } from '../../../web/kit/page.tsx';
import { SidePanel } from '../../../web/kit/side-panel.tsx';
import { Empty } from '../../../web/kit/states.tsx';
import { useUrlQuery } from '../../../web/kit/url-query.ts';
import { type Account, accountColumns, accountsPath, standingText } from './web/account-columns.tsx';
import { NewPassword } from './web/new-password.tsx';

const ADMIN_CHOICES = Object.entries(ADMIN_TITLES).map(([value, label]) => ({ value, label }));

type Issued = { login: string; password: string };

/** 账号: the security administrator opens, bars and resets; the other administrators only look. */
export default function AccountsPage() {
  const me = useMe();
  const { values } = useUrlQuery();
  const list = useKeysetList<Account>(accountsPath, { q: values.q });
  const detail = useDetailRoute('/accounts');
  const manages = me.adminRole === 'security';
  const opened = list.rows.find(({ id }) => String(id) === detail.id);
  const [creating, setCreating] = useState(false);
  const [issued, setIssued] = useState<Issued | null>(null);
  return (
    <Page
      title="账号"
      fill
      actions={
        manages ? (
          <Button type="primary" onClick={() => setCreating(true)}>
            开立账号
          </Button>
        ) : undefined
      }
    >
      <FilterBar search="用户名、工号、姓名或拼音" />
      <DataTable
        label="账号"
        view="accounts"
        rows={list.rows}
        columns={accountColumns}
        rowKey={({ id }) => String(id)}
        onOpen={({ id }) => detail.open(id)}
        openKey={detail.id}
        loading={list.loading}
        error={list.error}
        retry={list.reload}
        more={list.more}
        empty={<Empty title="没有找到账号" next="请换用户名、工号或姓名再查" />}
      />
      {opened !== undefined && (
        <AccountPanel
          key={opened.id}
          account={opened}
          manages={manages && opened.id !== me.accountId}
          onClose={detail.close}
          onIssued={setIssued}
        />
      )}
      {creating && (
        <NewAccount
          onClose={() => setCreating(false)}
          onIssued={(next) => {
            setCreating(false);
            list.reload();
            setIssued(next);
          }}
        />
      )}
      {issued !== null && <NewPassword {...issued} onClose={() => setIssued(null)} />}
    </Page>
  );
}

type PanelProps = { account: Account; manages: boolean; onClose: () => void; onIssued: (issued: Issued) => void };

function AccountPanel({ account, manages, onClose, onIssued }: PanelProps) {
  const act = useAct({
    run: ({ action, body }: { action: string; body?: object }) =>
      api.post<{ password?: string }>(`${accountsPath}/${account.id}/${action}`, body),
    touches: [[accountsPath]],
    onDone: ({ password }) => password !== undefined && onIssued({ login: account.login, password }),
    done: '已办理',
  });
  const does = (action: string, body?: object) => act.mutate({ action, ...(body && { body }) });
  return (
    <SidePanel
      title={account.name ?? account.login}
      onClose={onClose}
      actions={
        manages ? (
          <>
            <Button onClick={() => does('reset')}>重置密码</Button>
            {account.lockedUntil !== null && <Button onClick={() => does('unlock')}>解除锁定</Button>}
            {account.totp && <Button onClick={() => does('totp-reset')}>停用动态口令</Button>}
            <Button onClick={() => does(account.disabledAt === null ? 'disable' : 'enable')}>
              {account.disabledAt === null ? '停用' : '启用'}
            </Button>
          </>
        ) : undefined
      }
    >
      <Facts
        items={[
          { label: '用户名', value: account.login },
          { label: '工号', value: account.staffNo },
          { label: '状态', value: standingText(account) },
          {
            label: '管理员身份',
            value: manages ? (
              <Select<AdminRole | null>
                aria-label="管理员身份"
                allowClear
                placeholder="无"
                style={{ width: 160 }}
                value={account.adminRole}
                options={ADMIN_CHOICES as { value: AdminRole; label: string }[]}
                onChange={(adminRole) => does('role', { adminRole: adminRole ?? null })}
              />
            ) : account.adminRole === null ? (
              '无'
            ) : (
              ADMIN_TITLES[account.adminRole]
            ),
          },
          { label: '动态口令', value: account.totp ? '已启用' : '未启用' },
          { label: '最近活动', value: <Instant at={account.lastSeenAt} /> },
          { label: '开立', value: <Instant at={account.createdAt} /> },
        ]}
      />
    </SidePanel>
  );
}

function NewAccount({ onClose, onIssued }: { onClose: () => void; onIssued: (issued: Issued) => void }) {
  return (
    <Modal open title="开立账号" footer={null} onCancel={onClose} width={420} destroyOnHidden>
      <FormPage<
        { login: string; staffNo?: string; adminRole?: AdminRole | null },
        { account: Account; password: string }
      >
        submitText="开立"
        submit={({ login, staffNo, adminRole }) =>
          api.post(accountsPath, { login, ...(staffNo && { staffNo }), ...(adminRole && { adminRole }) })
        }
        onDone={({ account, password }) => onIssued({ login: account.login, password })}
        onCancel={onClose}
      >
        <FormField name="login" label="用户名" required>
          <Input maxLength={64} autoComplete="off" />
        </FormField>
        <FormField name="staffNo" label="工号" help="权限随此人的任职而定；管理员账号不填">
          <Input maxLength={64} />
        </FormField>
        <FormField name="adminRole" label="管理员身份">
          <Select allowClear options={ADMIN_CHOICES} />
        </FormField>
      </FormPage>
    </Modal>
  );
}
