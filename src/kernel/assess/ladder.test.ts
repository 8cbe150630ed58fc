import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, civilDateFrom, civilDateOf, startOfDay } from '../calendar/index.ts';
import { type Ladder, ladderSchema, type Span } from '../rulebook/ladder.ts';
import { type LadderFault, nextStep, rankOccasions } from './ladder.ts';

const ZONE = 'Asia/Shanghai';

function ladder(part: Partial<Ladder> = {}): Ladder {
  const step = (id: string, from: number) => ({ id, title: id, from, issuedBy: ['leader'] });
  return ladderSchema.parse({
    id: 'ASM-4',
    clause: 'ASM-4',
    title: '处理阶梯',
    counts: { rules: ['CUS-1a'] },
    window: { months: 12 },
    resetAfter: 'never',
    steps: [step('admonition', 1), step('warning', 2), step('off-post', 3), step('exit', 5)],
    ...part,
  });
}

const midnight = (day: string, act: string | null = null): LadderFault => ({
  key: `${day}${act ?? ''}`,
  at: startOfDay(civilDateFrom(day), ZONE),
  on: addDays(civilDateFrom(day), -1),
  act,
});
const steps = (faults: LadderFault[], of = ladder()) =>
  rankOccasions(faults, of, ZONE).map(({ rank, step }) => `${rank} ${step?.id ?? '—'}`);

describe('[ASM-4] 处理阶梯', () => {
  test('第几次即到第几级，超过最后一级的留在最后一级', () => {
    const days = ['2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01', '2026-06-01', '2026-07-01'];
    expect(steps(days.map((day) => midnight(day)))).toEqual([
      '1 admonition',
      '2 warning',
      '3 off-post',
      '4 off-post',
      '5 exit',
      '6 exit',
    ]);
  });

  test('窗口不含恰满一年之时，含当时', () => {
    expect(steps([midnight('2025-04-01'), midnight('2026-04-01')])).toEqual(['1 admonition', '1 admonition']);
    expect(steps([midnight('2025-04-02'), midnight('2026-04-01')])).toEqual(['1 admonition', '2 warning']);
  });

  test('补认较早的一次，其后各次依次提级；撤销则依次降级', () => {
    const later = [midnight('2026-03-01'), midnight('2026-05-01')];
    expect(steps(later)).toEqual(['1 admonition', '2 warning']);
    expect(steps([...later, midnight('2026-01-01')])).toEqual(['1 admonition', '2 warning', '3 off-post']);
    expect(steps(later.slice(1))).toEqual(['1 admonition']);
  });

  test('一个行为的数条只算一次，同日的数条依规定可只算一次', () => {
    const two = [midnight('2026-03-01', 'A'), midnight('2026-03-02', 'A'), midnight('2026-04-01')];
    expect(steps(two)).toEqual(['1 admonition', '2 warning']);
    const sameDay = ['a', 'b', 'c'].map((key) => ({ ...midnight('2026-03-01'), key }));
    expect(steps(sameDay)).toEqual(['1 admonition', '2 warning', '3 off-post']);
    expect(steps(sameDay, ladder({ distinct: 'date' }))).toEqual(['1 admonition']);
  });

  test('规定的时间内没有再犯，从头算起', () => {
    const of = ladder({ resetAfter: { months: 3 } });
    expect(steps([midnight('2026-01-01'), midnight('2026-03-31')], of)).toEqual(['1 admonition', '2 warning']);
    expect(steps([midnight('2026-01-01'), midnight('2026-04-01'), midnight('2026-05-01')], of)).toEqual([
      '1 admonition',
      '1 admonition',
      '2 warning',
    ]);
  });

  test('再有一次将到哪一级', () => {
    const at = startOfDay(civilDateFrom('2026-03-01'), ZONE);
    expect(nextStep([], ladder(), { at, zone: ZONE })).toMatchObject({ rank: 1, step: { id: 'admonition' } });
    expect(nextStep([midnight('2026-03-01')], ladder(), { at, zone: ZONE })).toMatchObject({ rank: 2 });
  });
});

/** Written anew from docs/rules.md: for each fault, count by looking at all of them. */
function referenceRanks(faults: LadderFault[], { window, resetAfter }: Ladder): Record<string, number> {
  const precedes = (a: LadderFault, b: LadderFault) =>
    a.at < b.at || (a.at.getTime() === b.at.getTime() && a.key < b.key);
  const back = (at: Date, span: Span) => {
    const day = civilDateOf(at, ZONE);
    const target = 'months' in span ? addMonths(day, -span.months) : addDays(day, -span.days);
    return startOfDay(target, ZONE).getTime() + (at.getTime() - startOfDay(day, ZONE).getTime());
  };
  const silentBefore = (fault: LadderFault) =>
    resetAfter !== 'never' &&
    !faults.some((other) => precedes(other, fault) && other.at.getTime() > back(fault.at, resetAfter));
  const ranks: Record<string, number> = {};
  for (const fault of faults) {
    let rank = 0;
    for (const other of faults) {
      if (other !== fault && !precedes(other, fault)) continue;
      if (other.at.getTime() <= back(fault.at, window)) continue;
      const cut = faults.some(
        (one) => (one === fault || precedes(one, fault)) && precedes(other, one) && silentBefore(one),
      );
      if (!cut) rank += 1;
    }
    ranks[fault.key] = rank;
  }
  return ranks;
}

const spans: fc.Arbitrary<Span> = fc.oneof(
  fc.record({ months: fc.constantFrom(1, 3, 12) }),
  fc.record({ days: fc.constantFrom(1, 30, 31) }),
);
const moments = fc
  .tuple(fc.integer({ min: 0, max: 500 }), fc.constantFrom(0, 1, 43_200, 86_399))
  .map(
    ([day, second]) => new Date(startOfDay(addDays(civilDateFrom('2025-01-01'), day), ZONE).getTime() + second * 1000),
  );
const histories = fc
  .array(moments, { maxLength: 14 })
  .map((list) =>
    list.map(
      (at, i): LadderFault => ({ key: `f${String(i).padStart(2, '0')}`, at, on: civilDateOf(at, ZONE), act: null }),
    ),
  );
const ladders = fc
  .record({ window: spans, resetAfter: fc.oneof(fc.constant('never' as const), spans) })
  .map((part) => ladder(part));

function ranksOf(faults: LadderFault[], of: Ladder): Record<string, number> {
  return Object.fromEntries(rankOccasions(faults, of, ZONE).map(({ key, rank }) => [key, rank]));
}

describe('[ASM-4] 与逐条数过的结果一致', () => {
  test('任何一组违规，名次与参照相同', () => {
    fc.assert(
      fc.property(histories, ladders, (faults, of) => {
        expect(ranksOf(faults, of)).toEqual(referenceRanks(faults, of));
      }),
      { numRuns: 500 },
    );
  });

  test('认定的先后不影响结果；认定后又撤销等于没有认定', () => {
    fc.assert(
      fc.property(histories, ladders, fc.infiniteStream(fc.nat()), (faults, of, stream) => {
        const shuffled = faults.map((fault) => ({ fault, by: stream.next().value })).sort((a, b) => a.by - b.by);
        const confirmed: LadderFault[] = [];
        for (const { fault } of shuffled) {
          confirmed.push(fault);
          expect(ranksOf(confirmed, of)).toEqual(referenceRanks(confirmed, of));
        }
        expect(ranksOf(confirmed, of)).toEqual(ranksOf(faults, of));
        confirmed.splice(0, Math.ceil(confirmed.length / 2));
        expect(ranksOf(confirmed, of)).toEqual(referenceRanks(confirmed, of));
      }),
      { numRuns: 200 },
    );
  });
});
