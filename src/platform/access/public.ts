export { scoped, within } from './scoped.ts';
