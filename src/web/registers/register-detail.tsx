import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Action, AnyRegister } from '../../kernel/register/public.ts';
import { useAct } from '../api/query.ts';
import { Ask } from '../kit/ask.tsx';
import { Facts } from '../kit/facts.tsx';
import { Section } from '../kit/page.tsx';
import { PrintSheet } from '../kit/print-sheet.tsx';
import { SidePanel } from '../kit/side-panel.tsx';
import { Loaded } from '../kit/states.tsx';
import { RegisterAction } from './register-action.tsx';
import {
  type RegisterDetail as Detail,
  fieldOf,
  type RegisterRow,
  registerApi,
  registerPath,
  versionOf,
} from './register-api.ts';
import { RegisterForm } from './register-form.tsx';
import { RegisterPrint } from './register-print.tsx';
import { RegisterState, RegisterValue } from './register-value.tsx';

export type RegisterDetailProps = {
  register: AnyRegister;
  id: string;
  onClose: () => void;
  /** What one does first with the row: stands above the fields. */
  lead?: ((row: RegisterRow) => ReactNode) | undefined;
  /** What the declaration cannot know: a timeline, duties, a drawing. Stands below the fields. */
  extra?: (row: RegisterRow) => ReactNode;
  /** The same for the printed sheet, above who signs. */
  printExtra?: (row: RegisterRow) => ReactNode;
};

function Sections({ register, row }: { register: AnyRegister; row: RegisterRow }) {
  const sections: readonly { title: string; fields: readonly string[] }[] = register.form.sections;
  return sections.map(({ title, fields }) => (
    <Section key={title} title={title}>
      <Facts
        items={fields
          .filter((name) => !fieldOf(register, name).hidden)
          .map((name) => ({
            label: fieldOf(register, name).label,
            value: <RegisterValue register={register} row={row} name={name} />,
          }))}
      />
    </Section>
  ));
}

type Doing = { kind: 'edit' } | { kind: 'reveal' } | { kind: 'print' } | { kind: 'act' | 'end'; name: string } | null;

function Actions({
  register,
  detail,
  act,
  onDo,
}: {
  register: AnyRegister;
  detail: Detail;
  act: (name: string) => void;
  onDo: (doing: Doing) => void;
}) {
  const start = (name: string) => {
    const { asks = [], ends = false } = register.actions[name] as Action;
    if (ends) onDo({ kind: 'end', name });
    else if (asks.length === 0) act(name);
    else onDo({ kind: 'act', name });
  };
  return (
    <>
      {detail.actions.map((name, index) => (
        <Button
          key={name}
          type={index === 0 && !(register.actions[name] as Action).ends ? 'primary' : 'default'}
          onClick={() => start(name)}
        >
          {(register.actions[name] as Action).title}
        </Button>
      ))}
      {detail.editable && <Button onClick={() => onDo({ kind: 'edit' })}>修改</Button>}
      {detail.revealable && <Button onClick={() => onDo({ kind: 'reveal' })}>查看完整信息</Button>}
      {register.print !== undefined && <Button onClick={() => onDo({ kind: 'print' })}>打印</Button>}
    </>
  );
}

/** A row in the drawer: its fields by section, its state, and what one may do to it. */
export function RegisterDetail({ register, id, onClose, lead, extra, printExtra }: RegisterDetailProps) {
  const client = useQueryClient();
  const queryKey = [registerPath(register), 'row', id];
  const query = useQuery({ queryKey, queryFn: ({ signal }) => registerApi.get(register, id, signal) });
  const [doing, setDoing] = useState<Doing>(null);
  const refresh = () => {
    setDoing(null);
    void client.invalidateQueries({ queryKey: [registerPath(register)] });
  };
  const act = useAct({
    run: ({ name, row }: { name: string; row: RegisterRow }) =>
      registerApi.act(register, row.id, name, versionOf(register, row)),
    onDone: refresh,
  });

  const detail = query.data;
  const title =
    detail === undefined ? (
      register.title
    ) : (
      <RegisterValue register={register} row={detail.row} name={register.label} />
    );
  const actions =
    detail !== undefined && doing?.kind !== 'edit' ? (
      <Actions
        register={register}
        detail={detail}
        act={(name) => act.mutate({ name, row: detail.row })}
        onDo={setDoing}
      />
    ) : undefined;
  return (
    <SidePanel title={title} onClose={onClose} actions={actions}>
      <Loaded query={query}>
        {({ row }) =>
          doing?.kind === 'edit' ? (
            <RegisterForm register={register} row={row} onDone={refresh} onCancel={() => setDoing(null)} />
          ) : (
            <>
              <RegisterState register={register} row={row} />
              {lead?.(row)}
              <Sections register={register} row={row} />
              {extra?.(row)}
              {doing?.kind === 'act' && (
                <RegisterAction
                  register={register}
                  row={row}
                  name={doing.name}
                  onDone={refresh}
                  onClose={() => setDoing(null)}
                />
              )}
              {doing?.kind === 'print' && (
                <PrintSheet onDone={() => setDoing(null)}>
                  <RegisterPrint register={register} row={row}>
                    {printExtra?.(row)}
                  </RegisterPrint>
                </PrintSheet>
              )}
            </>
          )
        }
      </Loaded>
      {doing?.kind === 'end' && detail !== undefined && (
        <Ask
          open
          title={`${(register.actions[doing.name] as Action).title}这条记录？`}
          okText={(register.actions[doing.name] as Action).title}
          onOk={async () => {
            await registerApi.act(register, detail.row.id, doing.name, versionOf(register, detail.row));
            refresh();
            onClose();
          }}
          onClose={() => setDoing(null)}
        >
          此后不再生效，历史仍可查到。
        </Ask>
      )}
      <Ask
        open={doing?.kind === 'reveal'}
        title="查看完整信息"
        okText="查看"
        reason={{ label: '查看事由（将留痕）', placeholder: '如：电话约访' }}
        onOk={async (reason) => {
          const { row } = await registerApi.reveal(register, Number(id), reason);
          client.setQueryData<Detail>(queryKey, (before) => (before === undefined ? before : { ...before, row }));
        }}
        onClose={() => setDoing(null)}
      />
    </SidePanel>
  );
}
