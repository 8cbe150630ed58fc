import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type CivilDate, civilDateFrom, periodsBetween } from '../../src/kernel/calendar/index.ts';
import { type Answer, zhanye } from './command.ts';
import { type ConvertOptions, convertBank, FILES } from './convert.ts';
import { type PageInput, renderPage } from './page.ts';
import { type Duty, readBatchFile } from './results.ts';

const START = civilDateFrom('1993-01-01');
const END = civilDateFrom('1994-01-01');
const RULEBOOK = join(import.meta.dirname, 'rulebook.json');
const PAGE = join(import.meta.dirname, '../../docs/berka-1993.md');

export type ImportCounts = { read: number; accepted: number; unchanged: number; refused: number };
export type EvaluationCounts = { changed: number; provisionalYears: number[] };

/**
 * Brings the bank's 1993 into a new database in the folder `work` and evaluates it at the end of each month, all by the
 * command line that a bank would use.
 */
export async function runBank(
  data: string,
  work: string,
  options: ConvertOptions & { onProgress?: (text: string) => void } = {},
): Promise<PageInput> {
  const { onProgress = () => undefined } = options;
  const files = join(work, 'batch files');
  const database = join(work, 'database');
  onProgress('converting');
  await convertBank(data, files, options);
  await mkdir(database, { recursive: true });
  await zhanye(database, 'init', '--template', 'empty', '--effective', START);
  await zhanye(database, 'rulebook', 'publish', RULEBOOK, '--effective', START, '--backfill');
  const imports: { kind: string; answer: Answer<ImportCounts> }[] = [];
  for (const kind of Object.keys(FILES)) {
    onProgress(`importing ${kind}`);
    const answer = await zhanye<ImportCounts>(database, 'import', kind, join(files, `${kind}.csv`), '--backfill');
    imports.push({ kind, answer });
  }
  const evaluations: { asOf: CivilDate; answer: Answer<EvaluationCounts> }[] = [];
  for (const { end } of periodsBetween('month', START, END)) {
    onProgress(`evaluating as of ${end}`);
    evaluations.push({ asOf: end, answer: await zhanye<EvaluationCounts>(database, 'evaluate', '--as-of', end) });
  }
  const duties = await zhanye<Duty[]>(database, 'duties', '--as-of', END);
  const [institutions, customers, balances, loans] = await Promise.all(
    (['institutions', 'customers', 'balances', 'loans'] as const).map((kind) => readBatchFile(files, kind)),
  );
  const { parameters } = JSON.parse(await readFile(RULEBOOK, 'utf8'));
  return {
    imports,
    evaluations,
    duties,
    institutions: institutions ?? [],
    customers: customers ?? [],
    balances: balances ?? [],
    loans: loans ?? [],
    tiers: {
      middle: Number(parameters['tier.middle'].value),
      major: Number(parameters['tier.major'].value),
      core: Number(parameters['tier.core'].value),
    },
  };
}

if (import.meta.main) {
  const [data, work] = process.argv.slice(2);
  if (data === undefined || work === undefined) {
    console.error('node examples/berka/run.ts FOLDER-OF-ASC-FILES NEW-FOLDER');
    process.exitCode = 2;
  } else {
    const input = await runBank(data, resolve(work), { onProgress: (text) => console.log(text) });
    await writeFile(PAGE, renderPage(input));
    console.log(`${PAGE} written`);
  }
}
