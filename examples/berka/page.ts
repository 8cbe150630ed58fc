import { cpus } from 'node:os';
import { type CivilDate, civilDateFrom } from '../../src/kernel/calendar/index.ts';
import type { Answer } from './command.ts';
import { type DistrictResult, type Duty, quantile, rankDistricts, tallyByPeriod, tierAmounts } from './results.ts';

type Records = readonly Record<string, string>[];

export type PageInput = {
  imports: { kind: string; answer: Answer<{ read: number; accepted: number; refused: number }> }[];
  evaluations: { asOf: CivilDate; answer: Answer<{ changed: number; provisionalYears: number[] }> }[];
  duties: Answer<Duty[]>;
  institutions: Records;
  customers: Records;
  balances: Records;
  loans: Records;
  /** The lines between the tiers, in crowns. */
  tiers: { middle: number; major: number; core: number };
};

const YEAR_END = civilDateFrom('1993-12-31');
const SHARES = [0.5, 0.8, 0.95, 0.99];
const SHOWN_DISTRICTS = 8;

/** The page of results, `docs/berka-1993.md`. */
export function renderPage(input: PageInput): string {
  return [
    '# A Czech bank in 1993, under the template’s clauses',
    'Written by `examples/berka/run.ts` from the PKDD’99 data; [its README](../examples/berka/README.md) says how the data was read. Measured, not edited.',
    provisionalMark(input),
    '## What went in',
    importsTable(input),
    `Of ${count(input.customers.length)} customers ${count(customersOf1993(input))} were known by the end of 1993; the others come with later years and owe nothing yet.`,
    '## Tiers in this bank’s money',
    tierSection(input),
    '## Duties by rule and period',
    'As of 1994-01-01 00:00. A void duty is one for which the customer was in the tier for less than a third of the period’s workdays.',
    dutiesTable(input),
    'CUS-1a and CUS-1b ask for visits to the customer (走访). The data has none, so whatever they ask is breached; that is the rule at work, not a finding about the bank. CUS-1c and CUS-2 take any contact, and cash at the counter is read as one (到访).',
    '## Districts',
    districtSection(input),
    '## Loans',
    loansTable(input),
    '## Time',
    timeSection(input),
    '',
  ].join('\n\n');
}

function provisionalMark({ evaluations }: PageInput): string {
  const years = evaluations.at(-1)?.answer.data.provisionalYears ?? [];
  if (years.length === 0) return 'Every year used has a published workday calendar.';
  return `> **Provisional 暂定.** No workday calendar is published for ${years.join(', ')}: every weekday counts as a workday and no holiday is known, so each share and each “need” below is provisional.`;
}

function importsTable({ imports }: PageInput): string {
  const rows = imports.map(({ kind, answer: { data, seconds } }) => [
    kind,
    count(data.read),
    count(data.accepted),
    count(data.refused),
    seconds.toFixed(1),
  ]);
  return table(['file', 'rows', 'accepted', 'refused', 'seconds'], rows);
}

function customersOf1993({ customers }: PageInput): number {
  return customers.filter((row) => (row.建档日期 ?? '') <= YEAR_END).length;
}

function tierSection(input: PageInput): string {
  const { middle, major, core } = input.tiers;
  const amounts = tierAmounts(input.balances, YEAR_END);
  const quantiles = SHARES.map((share) => `${share * 100} % ${count(quantile(amounts, share))}`).join(', ');
  const between = (from: number, until: number) => amounts.filter((amount) => amount >= from && amount < until).length;
  const lowest = customersOf1993(input) - between(middle, Infinity);
  return [
    `\`max(存款余额, 授信金额)\` of the ${count(amounts.length)} customers with a balance on ${YEAR_END}, in crowns, at these shares of them: ${quantiles}. The lines were set at round figures near the last three.`,
    table(
      ['rule', 'tier', 'line, crowns', 'customers on 31 December'],
      [
        ['CUS-1a', '重要', `≥ ${count(major)}`, count(between(major, Infinity))],
        ['CUS-1b', '中等', `≥ ${count(middle)}`, count(between(middle, major))],
        ['CUS-1c', '一般', 'all others', count(lowest)],
        ['CUS-2', '核心优质, also in CUS-1a', `≥ ${count(core)}`, count(between(core, Infinity))],
      ],
    ),
  ].join('\n\n');
}

function dutiesTable({ duties }: PageInput): string {
  const rows = tallyByPeriod(duties.data).map(({ rule, period, tally }) => [
    rule,
    period,
    count(tally.duties),
    count(tally.fulfilled),
    count(tally.breached),
    count(tally.void),
  ]);
  return table(['rule', 'period', 'duties', 'fulfilled', 'breached', 'void'], rows);
}

function districtSection({ duties, customers, institutions }: PageInput): string {
  const ranked = rankDistricts(duties.data, customers, institutions);
  return [
    `Share of the half-year contacts of general customers (CUS-1c, void ones left out) that were kept: the first and the last ${SHOWN_DISTRICTS} of ${ranked.length} districts.`,
    districtTable(ranked.slice(0, SHOWN_DISTRICTS)),
    districtTable(ranked.slice(-SHOWN_DISTRICTS)),
  ].join('\n\n');
}

function districtTable(districts: readonly DistrictResult[]): string {
  const rows = districts.map(({ no, name, customers, tally, kept }) => [
    `${no} ${name}`,
    count(customers),
    count(tally.duties),
    count(tally.breached),
    `${(kept * 100).toFixed(1)} %`,
  ]);
  return table(['district', 'customers', 'duties', 'breached', 'kept'], rows);
}

function loansTable({ loans }: PageInput): string {
  const latest = new Map(loans.map((row) => [row.借据号, row]));
  const groups = Map.groupBy(latest.values(), (row) => row.五级分类 ?? '');
  const rows = ['正常', '次级', '可疑'].map((name) => {
    const members = groups.get(name) ?? [];
    const sum = members.reduce((total, row) => total + Number(row.金额), 0);
    return [name, count(members.length), count(sum)];
  });
  return table(['五级分类 in the end', 'loans', 'granted, crowns'], rows);
}

function timeSection({ evaluations, duties }: PageInput): string {
  const rows = evaluations.map(({ asOf, answer }) => [asOf, count(answer.data.changed), answer.seconds.toFixed(1)]);
  const processors = cpus();
  return [
    `Each figure is one run of the command, with the start of Node and of the embedded PostgreSQL, on ${processors.length} shared processors (${processors[0]?.model.trim()}).`,
    table(['evaluated as of', 'duties changed', 'seconds'], rows),
    `Listing all ${count(duties.data.length)} duties of the year anew from the facts took ${duties.seconds.toFixed(1)} s.`,
  ].join('\n\n');
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
