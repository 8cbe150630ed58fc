import { z } from 'zod';
import { type FieldSpec, fieldOf } from '../field.ts';
import { type FieldKind, plainText } from '../kind.ts';

const ITEM = z.string().regex(/^[^/]+\/[^/]+$/, '请从积分表中选择一个项目');

export const pointsItemKind: FieldKind<string> = {
  id: 'pointsItem',
  column: 'text',
  schema: () => ITEM,
  output: () => z.string(),
  format: (value) => value,
  filters: ['eq', 'empty'],
  excel: plainText,
};

/** An item of a points table of the rulebook in force, as `table/item`. */
export function pointsItem<const C extends FieldSpec>(spec: C) {
  return fieldOf<string, string, C>(pointsItemKind, spec);
}
