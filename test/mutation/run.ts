import { parseArgs } from 'node:util';
import { EQUIVALENT } from './equivalent.ts';
import { allMutants, type Mutant, spread } from './mutants.ts';
import { type Outcome, withTrials } from './trials.ts';

/**
 * `npm run mutate [-- --generated 200] [--only TEXT] [--workers 2]` — plants defects in a copy of the engine, one at a time, and says
 * which of them the oracle finds. Ends with 1 below the share that the project promises.
 */
const SHARE = 0.95;
const { values } = parseArgs({
  options: {
    generated: { type: 'string', default: '200' },
    only: { type: 'string' },
    workers: { type: 'string', default: '1' },
  },
});

const describe = ({ file, line, name, from, to }: Mutant) =>
  `${file}:${line} ${name}\n    - ${from.trim()}\n    + ${to.trim()}`;
const reasonFor = (mutant: Mutant) =>
  EQUIVALENT.find(
    ({ file, line, to }) => mutant.file.endsWith(file) && mutant.from.trim() === line && mutant.to.trim() === to,
  )?.reason;

const all = allMutants(process.cwd());
const named = all.filter(({ isGenerated }) => !isGenerated);
const generated = all.filter(({ isGenerated }) => isGenerated);
const wanted = [...named, ...spread(generated, Number(values.generated))].filter(
  (mutant) => !values.only || describe(mutant).includes(values.only),
);
const equivalent = wanted.filter((mutant) => reasonFor(mutant) !== undefined);
const planted = wanted.filter((mutant) => reasonFor(mutant) === undefined);

console.log(`${all.length} defects known; ${planted.length} are planted, ${equivalent.length} change nothing`);
const survivors: Mutant[] = [];
const outcomes = new Map<Outcome['fate'], number>();
const [anywhere] = all as [Mutant];
const unharmed: Mutant = { ...anywhere, name: 'unharmed', to: anywhere.from };
await withTrials(Number(values.workers), async (tryOut) => {
  await tryOut([unharmed], (_, { fate, text }) => {
    if (fate !== 'survived') throw new Error(`the oracle finds fault with the engine as it is:\n${text}`);
  });
  await tryOut(planted, (mutant, { fate, text }) => {
    outcomes.set(fate, (outcomes.get(fate) ?? 0) + 1);
    if (fate === 'survived') survivors.push(mutant);
    console.log(`${fate.padEnd(10)} ${describe(mutant)}\n    ${text.split('\n').slice(0, 2).join(' / ')}`);
  });
});

const killed = planted.length - survivors.length;
const share = killed / planted.length;
console.log(`\nchange nothing:\n${equivalent.map((m) => `${describe(m)}\n    ${reasonFor(m)}`).join('\n')}`);
console.log(`\nsurvived:\n${survivors.map(describe).join('\n')}`);
console.log(`\n${[...outcomes].map(([fate, count]) => `${fate} ${count}`).join(', ')}`);
console.log(`killed ${killed} of ${planted.length} = ${(100 * share).toFixed(1)} %`);
process.exitCode = share >= SHARE ? 0 : 1;
