import type { Context } from '../../../platform/context.ts';
import { defineEffects } from '../../../platform/registers/public.ts';
import { pinyinOf } from '../../../platform/text/pinyin.ts';
import { renumberInstitutions } from '../institution-tree.ts';
import { institution } from './institution.register.ts';

async function renumberAfter(ctx: Context) {
  return { detail: { renumbered: await renumberInstitutions(ctx.db) } };
}

const spelled = async (_ctx: Context, { name }: { name?: string }) =>
  name === undefined ? {} : { pinyin: pinyinOf(name) };

export const institutionEffects = defineEffects(institution, {
  create: { prepare: spelled, after: renumberAfter },
  update: {
    prepare: spelled,
    async after(ctx, { row, before }) {
      return row.parent_id === before?.parent_id ? undefined : renumberAfter(ctx);
    },
  },
});
