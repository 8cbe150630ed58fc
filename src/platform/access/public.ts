export { applyRowSecurity } from './apply-row-security.ts';
export { asReader, isReader, openReader } from './reader.ts';
export { LABEL_SCHEMA, READER_ROLE, rowSecurity } from './row-security.ts';
export { scoped, within } from './scoped.ts';
export { REACH_COLUMNS, reachValues, scopedEach } from './scoped-each.ts';
