export { compareSnapshots, isChanged } from './compare.ts';
export { lockText, lockVersion, parseLock } from './lock-text.ts';
export type { BaselineMode } from './next-lock.ts';
export { type GateResult, runGate } from './run-gate.ts';
export { type Snapshot, snapshotOf, snapshotOfFile, snapshotOfLock } from './snapshot.ts';
