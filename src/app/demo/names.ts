import type { Random } from './random.ts';
import {
  BRANCH_TOWNS,
  FIRM_FIRST,
  FIRM_FORMS,
  FIRM_SECOND,
  GIVEN_FIRST,
  GIVEN_SECOND,
  SURNAMES,
  TRADES,
} from './words.ts';

export function personName(random: Random): string {
  const surname = random.weighted(SURNAMES);
  const second = random.pick(GIVEN_SECOND);
  return random.chance(0.18) ? surname + second : surname + random.pick(GIVEN_FIRST) + second;
}

/** Names that no other customer bears: two firms of one name cannot be registered. */
export function createFirmNames(random: Random): (town: string) => string {
  const taken = new Set<string>();
  return (town) => {
    for (;;) {
      const [trade] = random.pick(TRADES);
      const word = random.pick(FIRM_FIRST) + random.pick(FIRM_SECOND);
      const third = random.chance(0.15) ? random.pick(FIRM_SECOND) : '';
      const name = `${town}${word}${third}${trade}${random.weighted(FIRM_FORMS)}`;
      if (taken.has(name)) continue;
      taken.add(name);
      return name;
    }
  };
}

export const townOf = (branch: number): string => (BRANCH_TOWNS[branch] as (typeof BRANCH_TOWNS)[number]).town;
