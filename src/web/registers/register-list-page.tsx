import { Button } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import type { AnyRegister } from '../../kernel/register/public.ts';
import { useKeysetList } from '../api/query.ts';
import { useZone } from '../kit/bank.ts';
import { DataTable } from '../kit/data-table.tsx';
import { useDetailRoute } from '../kit/detail-route.ts';
import { FilterBar } from '../kit/filter-bar.tsx';
import { Page } from '../kit/page.tsx';
import { SavedViews } from '../kit/saved-views.tsx';
import { type Selection, toggled } from '../kit/selection.ts';
import { SidePanel } from '../kit/side-panel.tsx';
import { Empty } from '../kit/states.tsx';
import type { Column } from '../kit/table-columns.ts';
import { useUrlQuery } from '../kit/url-query.ts';
import { useCapacity } from '../shell/capacity.tsx';
import { ExportButton } from './export-button.tsx';
import { ImportLink } from './import-link.tsx';
import { type Filters, listQuery } from './list-query.ts';
import { fieldOf, isGranted, type RegisterRow, registerPath, type Values } from './register-api.ts';
import { batchActions, RegisterBatch } from './register-batch.tsx';
import { filterControls, registerColumns, registerFilters } from './register-columns.tsx';
import { RegisterDetail } from './register-detail.tsx';
import { RegisterForm } from './register-form.tsx';

export type RegisterListPageProps = {
  register: AnyRegister;
  /** The page's path; its route is `${base}/:id?`. */
  base: string;
  title?: string;
  /** What stands above the fields in the drawer: what one does first with the row. */
  detailLead?: (row: RegisterRow) => ReactNode;
  /** What stands below the fields in the drawer. */
  detailExtra?: (row: RegisterRow) => ReactNode;
  /** The drawer of a register that has its own; else its fields, its actions and `detailExtra`. */
  panel?: (id: string, close: () => void) => ReactNode;
  /** Filters to offer, columns to show at first and their widths where the declaration's do not suit the audience. */
  layout?: { filters?: readonly string[]; columns?: readonly string[]; widths?: Readonly<Record<string, number>> };
  /** Cells that say more than their value: a due date that has passed. */
  cells?: Readonly<Record<string, (row: RegisterRow) => ReactNode>>;
  /** What stands between the page's head and its list: the views that people switch between. */
  lead?: ReactNode;
  /** What the printed sheet has below the fields. */
  printExtra?: (row: RegisterRow) => ReactNode;
  /** How a row reads on the phone; else its first columns. */
  compact?: (row: RegisterRow) => ReactNode;
  /** What is known of a new row before anybody says it. */
  known?: Values;
  /** False for registers whose rows come about elsewhere. */
  creates?: boolean;
  /** What else can be begun from the list, beside 登记. */
  actions?: ReactNode;
};

const newRow = 'new';

function searchHint(register: AnyRegister): string | undefined {
  const names: readonly string[] = register.list.search;
  // Hidden search columns are named too: 拼音 is one.
  const labels = names.map((name) => fieldOf(register, name).label);
  return labels.length === 0 ? undefined : `搜索${labels.join('、')}`;
}

function arranged(
  columns: Column<RegisterRow>[],
  { layout, cells }: Pick<RegisterListPageProps, 'layout' | 'cells'>,
): Column<RegisterRow>[] {
  const { columns: shown, widths = {} } = layout ?? {};
  return columns.map((column) => ({
    ...column,
    cell: cells?.[column.key] ?? column.cell,
    width: widths[column.key] ?? column.width,
    optional: shown === undefined ? column.optional : !shown.includes(column.key),
  }));
}

function chosen(filters: Filters, names: readonly string[] | undefined): Filters {
  return names === undefined
    ? filters
    : Object.fromEntries(Object.entries(filters).filter(([name]) => names.includes(name)));
}

/** List, drawer and form of a register, from its declaration alone. */
export function RegisterListPage(props: RegisterListPageProps) {
  const { register, base, title = register.title, creates = true, layout } = props;
  const zone = useZone();
  const capacity = useCapacity();
  const address = useUrlQuery();
  const detail = useDetailRoute(base);
  const [applied, setApplied] = useState(0);
  const [selection, setSelection] = useState<Selection>(new Set());
  const columns = useMemo(
    () => arranged(registerColumns(register), { layout, cells: props.cells }),
    [register, layout, props.cells],
  );
  const filters = useMemo(() => chosen(registerFilters(register), layout?.filters), [register, layout]);
  const query = listQuery(register, filters, address.values, zone);
  const list = useKeysetList<RegisterRow>(registerPath(register), query);
  const view = `register.${register.id}`;
  const mayBatch = batchActions(register).some(([, action]) => isGranted(action.who, capacity));
  const batch = {
    selection,
    onChange: setSelection,
    actions: (keys: Selection) => (
      <RegisterBatch
        register={register}
        rows={list.rows.filter((row) => keys.has(String(row.id)))}
        onDone={(done) => {
          setSelection(done.reduce((rest, { id }) => (rest.has(String(id)) ? toggled(rest, String(id)) : rest), keys));
          list.reload();
        }}
      />
    ),
  };
  const mayCreate = creates && isGranted(register.access.create, capacity);
  return (
    <Page
      fill
      title={title}
      actions={
        <>
          {props.actions}
          {mayCreate && (
            <Button type="primary" onClick={() => detail.open(newRow)}>
              登记
            </Button>
          )}
        </>
      }
    >
      {props.lead}
      <FilterBar search={searchHint(register)} filters={filterControls(register, filters)}>
        <SavedViews view={view} onApplied={() => setApplied(applied + 1)} />
        {mayCreate && <ImportLink register={register} />}
        {isGranted(register.access.export, capacity) && (
          <ExportButton path={`${registerPath(register)}/export`} query={query} />
        )}
      </FilterBar>
      <DataTable
        key={applied}
        label={title}
        view={view}
        rows={list.rows}
        columns={columns}
        rowKey={(row) => String(row.id)}
        batch={mayBatch ? batch : undefined}
        openKey={detail.id}
        onOpen={(row) => detail.open(row.id)}
        loading={list.loading}
        error={list.error}
        retry={list.reload}
        more={list.more}
        compact={
          props.compact ?? ((row) => columns.slice(0, 3).map(({ key, cell }) => <div key={key}>{cell(row)}</div>))
        }
        empty={
          <Empty
            title={Object.keys(address.values).length > 0 ? '没有符合条件的记录' : `还没有${title}`}
            next={
              Object.keys(address.values).length > 0
                ? '请放宽搜索或筛选条件'
                : mayCreate
                  ? '点右上角“登记”开始'
                  : undefined
            }
          />
        }
      />
      {detail.id === newRow && (
        <SidePanel title={`登记${register.title}`} onClose={detail.close}>
          <RegisterForm
            register={register}
            {...(props.known && { known: props.known })}
            onDone={(row) => {
              list.reload();
              detail.open(row.id);
            }}
            onCancel={detail.close}
          />
        </SidePanel>
      )}
      {detail.id !== null && detail.id !== newRow && props.panel?.(detail.id, detail.close)}
      {detail.id !== null && detail.id !== newRow && props.panel === undefined && (
        <RegisterDetail
          key={detail.id}
          register={register}
          id={detail.id}
          onClose={detail.close}
          lead={props.detailLead}
          extra={props.detailExtra}
          printExtra={props.printExtra}
        />
      )}
    </Page>
  );
}
