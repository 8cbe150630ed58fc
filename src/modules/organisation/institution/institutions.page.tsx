import { useQuery } from '@tanstack/react-query';
import { Button, Input, Tree } from 'antd';
import type { BasicDataNode } from 'antd/es/tree/index.js';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { useDetailRoute } from '../../../web/kit/detail-route.ts';
import { fetchInstitutions, institutionsKey } from '../../../web/kit/institution-list.ts';
import { type InstitutionNode, treeOf } from '../../../web/kit/institution-tree.ts';
import { Page } from '../../../web/kit/page.tsx';
import { SidePanel } from '../../../web/kit/side-panel.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import { isGranted } from '../../../web/registers/register-api.ts';
import { RegisterForm } from '../../../web/registers/register-form.tsx';
import { useCapacity } from '../../../web/shell/capacity.tsx';
import { usePhone } from '../../../web/shell/wide.ts';
import { institution } from './institution.register.ts';
import { InstitutionDetail } from './institution-detail.tsx';
import styles from './institutions.module.css';
import { expandedFor, foundIn } from './tree-view.web.ts';

/** 依据 ORG-1: the tree at the left, at the right the institution chosen in it and its people. */
export default function InstitutionsPage() {
  const query = useQuery({ queryKey: institutionsKey, queryFn: ({ signal }) => fetchInstitutions(signal) });
  const route = useDetailRoute('/institutions');
  const [, navigate] = useLocation();
  const capacity = useCapacity();
  const phone = usePhone();
  const [text, setText] = useState('');
  const chosen = route.id === null || route.id === 'new' ? null : Number(route.id);
  const nodes = useMemo(() => treeOf(query.data ?? []), [query.data]);
  const shown = useMemo(() => foundIn(nodes, text), [nodes, text]);
  const first = query.data?.[0]?.id ?? null;
  const open = chosen ?? (phone ? null : first);
  return (
    <Page
      fill
      title="机构"
      note={query.data && `${query.data.length} 个`}
      actions={
        isGranted(institution.access.create, capacity) && (
          <Button type="primary" onClick={() => route.open('new')}>
            登记
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {() => (
          <div className={styles.columns}>
            {(!phone || open === null) && (
              <nav className={styles.tree} aria-label="机构树">
                <Input
                  placeholder="机构名称、拼音或机构号"
                  aria-label="搜索机构"
                  allowClear
                  value={text}
                  onChange={(event) => setText(event.target.value)}
                />
                {shown.length === 0 ? (
                  <Empty title="没有找到机构" next="请换名称、拼音或机构号再查" />
                ) : (
                  <Tree<InstitutionNode & BasicDataNode>
                    // What is expanded at first depends on what is shown.
                    key={`${text} ${query.data?.length ?? 0}`}
                    blockNode
                    treeData={shown}
                    fieldNames={{ key: 'value' }}
                    defaultExpandedKeys={expandedFor(shown, text, open)}
                    selectedKeys={open === null ? [] : [open]}
                    onSelect={([key]) => key !== undefined && route.open(Number(key))}
                  />
                )}
              </nav>
            )}
            {open !== null && (
              <InstitutionDetail key={open} id={open} onBack={phone ? () => navigate('/institutions') : undefined} />
            )}
          </div>
        )}
      </Loaded>
      {route.id === 'new' && (
        <SidePanel title="登记机构" onClose={route.close}>
          <RegisterForm
            register={institution}
            onDone={(row) => {
              void query.refetch();
              route.open(row.id);
            }}
            onCancel={route.close}
          />
        </SidePanel>
      )}
    </Page>
  );
}
