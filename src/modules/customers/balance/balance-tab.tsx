import { useQuery } from '@tanstack/react-query';
import { Radio } from 'antd';
import { useMemo, useState } from 'react';
import { Chart } from '../../../web/kit/chart.tsx';
import { CivilDate } from '../../../web/kit/civil-date.tsx';
import { DataTable } from '../../../web/kit/data-table.tsx';
import { moneyText } from '../../../web/kit/money.ts';
import { Money } from '../../../web/kit/money.tsx';
import { Empty, Loaded } from '../../../web/kit/states.tsx';
import type { Column } from '../../../web/kit/table-columns.ts';
import styles from '../customer/customer.module.css';
import { type Balances, customerApi, customerPath, type Point } from '../customer/customer-api.web.ts';
import { balanceDrawing } from './balance-drawing.web.ts';

const SPANS = [
  { value: 6, label: '近半年' },
  { value: 12, label: '近一年' },
  { value: 36, label: '近三年' },
];

const columns: Column<Point>[] = [
  { key: 'on', title: '日期', width: 116, cell: ({ on }) => <CivilDate date={on} /> },
  { key: 'deposit', title: '存款', width: 136, align: 'right', cell: ({ deposit }) => <Money yuan={deposit} /> },
  { key: 'credit', title: '授信', width: 136, align: 'right', cell: ({ credit }) => <Money yuan={credit} /> },
  { key: 'loan', title: '贷款', width: 136, align: 'right', cell: ({ loan }) => <Money yuan={loan} /> },
];

function compact({ on, deposit, credit, loan }: Point) {
  return (
    <>
      <CivilDate date={on} />
      <div className={styles.amounts}>
        <span>
          存款 <Money yuan={deposit} />
        </span>
        <span>
          授信 <Money yuan={credit} />
        </span>
        <span>
          贷款 <Money yuan={loan} />
        </span>
      </div>
    </>
  );
}

function inWords({ items }: Balances): string {
  const [first, last] = [items[0], items.at(-1)];
  if (first === undefined || last === undefined) return '没有余额';
  const say = (yuan: string) => {
    const text = moneyText(yuan);
    return text === null ? yuan : `${text.text} ${text.unit}`;
  };
  return `存款由 ${first.on} 的 ${say(first.deposit)} 变为 ${last.on} 的 ${say(last.deposit)}`;
}

function Drawn({ balances }: { balances: Balances }) {
  const option = useMemo(() => balanceDrawing(balances), [balances]);
  if (balances.items.length === 0) {
    return <Empty title="这段时间没有余额" next="余额由核心系统的文件导入，请看更长的时间或联系业务发展部" />;
  }
  return (
    <>
      <Chart label={inWords(balances)} option={option} height={260} />
      <DataTable
        label="余额"
        rows={balances.items.toReversed()}
        columns={columns}
        rowKey={({ on }) => on}
        compact={compact}
        empty={<Empty title="没有余额" />}
      />
    </>
  );
}

/** 依据 CUS-17: balances over time against the lines at which the regulation asks for more. */
export function BalanceTab({ customerId }: { customerId: number }) {
  const [months, setMonths] = useState(12);
  const query = useQuery({
    queryKey: [`${customerPath(customerId)}/balances`, months],
    queryFn: ({ signal }) => customerApi.balances(customerId, months, signal),
    placeholderData: (previous) => previous,
  });
  return (
    <>
      <div className={styles.spans}>
        <span className={styles.unit}>单位：万元</span>
        <Radio.Group
          size="small"
          optionType="button"
          options={SPANS}
          value={months}
          onChange={(event) => setMonths(event.target.value)}
        />
      </div>
      <Loaded query={query}>{(balances) => <Drawn balances={balances} />}</Loaded>
    </>
  );
}
