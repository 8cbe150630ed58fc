import type { Context } from '../../../platform/context.ts';
import { defineEffects } from '../../../platform/registers/public.ts';
import { pinyinOf } from '../../../platform/text/pinyin.ts';
import { staff } from './staff.register.ts';

const spelled = async (_ctx: Context, { name }: { name?: string }) =>
  name === undefined ? {} : { pinyin: pinyinOf(name) };

export const staffEffects = defineEffects(staff, { create: { prepare: spelled }, update: { prepare: spelled } });
