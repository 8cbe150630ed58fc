/** `npm run bench [-- --json] [-- --scale N] [-- NAME…]`: measures and reports; it never fails for being slow. */
import { parseArgs } from 'node:util';
import { measures } from './registry.ts';
import { openBench } from './support/bench.ts';
import { type Figure, goalText, isMet } from './support/figure.ts';

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean' }, scale: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const scale = Number(values.scale);
const unknown = positionals.filter((name) => !measures.some((measure) => measure.name === name));
if (!(scale > 0) || unknown.length > 0) {
  console.error(
    `usage: npm run bench [-- --json] [-- --scale N] [-- NAME…]; names: ${measures.map(({ name }) => name).join(' ')}`,
  );
  process.exit(2);
}

const bench = await openBench(scale, (text) => console.error(`${text} …`));
try {
  const chosen = measures.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  for (const measure of chosen) {
    console.error(`${measure.name}: ${measure.title}`);
    for (const figure of await measure.run(bench)) console.log(values.json ? json(figure) : text(figure));
  }
} finally {
  await bench.close();
}

function json(figure: Figure): string {
  const { name, unit, value, floor, ratio, goal } = figure;
  return JSON.stringify({ name, unit, value, floor, ratio, goal: goalText(goal), met: isMet(figure) });
}

function text(figure: Figure): string {
  const { name, unit, value, floor, ratio, goal } = figure;
  const short = (number: number) => number.toPrecision(4);
  const against = floor === null ? '' : `, floor ${short(floor)}, ratio ${short(ratio ?? 0)}`;
  return `${isMet(figure) ? 'met ' : 'MISS'} ${name.padEnd(20)} ${short(value)} ${unit}${against} (goal ${goalText(goal)})`;
}
