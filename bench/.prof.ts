import pg from 'pg';
import { transact } from '../src/platform/context.ts';
import { refreshDuties } from '../src/platform/duties/public.ts';
import { recordFacts } from '../src/platform/ledger/public.ts';
import { openBench } from './support/bench.ts';
import { customersBetween, nextKey } from './support/contacts.ts';

const b = await openBench(Number(process.argv[2]), console.log);
const customers = await customersBetween(b, [0, 1e6], 100);
const orig = pg.Client.prototype.query;
let log: [string, number][] = [];
(pg.Client.prototype as any).query = function (...a: any[]) {
  const t = performance.now();
  const r: any = (orig as any).apply(this, a);
  const text = (typeof a[0] === 'string' ? a[0] : a[0]?.text) ?? '';
  if (r?.then)
    r.then(
      () =>
        log.push([(a[0]?.name ?? '-') + ' ' + String(text).replace(/\s+/g, ' ').slice(0, 150), performance.now() - t]),
      () => 0,
    );
  return r;
};
for (let i = 0; i < 12; i++) {
  log = [];
  const t = performance.now();
  await transact(b.ctx, async (inside) => {
    const c = customers[i]!;
    await recordFacts(inside, [
      {
        kind: 'contact',
        key: nextKey(),
        subject_id: c.id,
        actor_id: c.holder,
        institution_id: c.institution,
        method: 'visit',
        occurred_at: b.ctx.clock.now(),
        fresh: true,
      } as any,
    ]);
    await refreshDuties(inside, { subjectType: 'customer', subjectIds: [c.id], since: '2026-11-22' as any });
  });
  console.log(i, 'total', (performance.now() - t).toFixed(1));
  if (i === 0 || i === 11) for (const [q, ms] of log) console.log('   ', ms.toFixed(1), q);
}
await b.close();
