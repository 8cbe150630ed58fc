export { comparable } from './comparable.ts';
export { type Cursor, defineCursor } from './cursor.ts';
export { type Detail, getRow } from './detail.ts';
export { accessOf, derivedEndpoints, endpointsOf, type RegisterExporter } from './endpoints.ts';
export { findNamed, findRow, type Named } from './find.ts';
export { exportRows, type ListQuery, listRows, type Page } from './list.ts';
export { momentOf } from './moment.ts';
export { actOnRow, createRow, updateRow } from './pipeline.ts';
export { masked, present } from './select.ts';
export {
  type AnyRow,
  defineEffects,
  type Effects,
  type Outcome,
  type ServedRegister,
  serve,
} from './served.ts';
export { type RegisterWords, wordsEndpoint } from './words.ts';
