export { AUDITED, type AuditEntry, audit, auditValues } from './audit.ts';
export type { Beside } from './beside.ts';
export { appendCheckpoint, type Checkpoint, readCheckpoints } from './checkpoints.ts';
export { type FactEntry, type Moved, recordFacts } from './facts.ts';
export { registerCheckpoints } from './http.ts';
export { type ChainHead, chainHead, sealChain } from './seal.ts';
export { type ChainFault, type ChainReport, type FaultKind, verifyChain } from './verify.ts';
