import type { Row } from '../../../kernel/register/public.ts';
import type { Context } from '../../../platform/context.ts';
import { defineEffects } from '../../../platform/registers/public.ts';
import { pinyinOf } from '../../../platform/text/pinyin.ts';
import { renumberInstitutions } from '../institution-tree.ts';
import { institution } from './institution.register.ts';
import { keepInstitutionVersion } from './institution-version.ts';

type Change = { row: Row<typeof institution>; before: Row<typeof institution> | null };

async function renumberAfter(ctx: Context, change: Change) {
  const renumbered = await renumberInstitutions(ctx.db);
  return { ...(await keepInstitutionVersion(ctx, change)), detail: { renumbered } };
}

const spelled = async (_ctx: Context, { name }: { name?: string }) =>
  name === undefined ? {} : { pinyin: pinyinOf(name) };

export const institutionEffects = defineEffects(institution, {
  create: { prepare: spelled, after: renumberAfter },
  update: {
    prepare: spelled,
    async after(ctx, change) {
      const stays = change.row.parent_id === change.before?.parent_id;
      return stays ? keepInstitutionVersion(ctx, change) : renumberAfter(ctx, change);
    },
  },
});
