export { can } from './can.ts';
export { scoped, within } from './scoped.ts';
