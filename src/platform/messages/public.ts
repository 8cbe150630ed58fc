export { countAwaiting } from './count-awaiting.ts';
export { messageEndpoints } from './endpoints.ts';
export type { WaitingKind } from './messages.ts';
