import { join, relative } from 'node:path';
import type { GateResult } from '../gate/index.ts';
import type { LoadedConfig } from '../load/config.ts';
import type { Model } from '../load/model.ts';
import type { FrameOf } from '../model/code-frame.ts';
import type { Lock } from '../model/lock.ts';
import type { CheckOutcome } from '../report/index.ts';
import { analyzeConfig, withService } from './analyze-config.ts';
import type { GateValues } from './gate-values.ts';
import type { Io } from './io.ts';
import { reportProgress } from './progress.ts';
import type { Output } from './write-output.ts';

/** All that a check found out, before anything is written. */
export interface CheckRun {
  readonly loaded: LoadedConfig;
  readonly model: Model;
  readonly result: GateResult;
  readonly outcome: CheckOutcome;
  /** The lock to write; none where nothing is to be accepted. */
  readonly lockOutput: readonly Output[];
  readonly frameOf: FrameOf;
}

/**
 * Analyses the services, and compares them with the lock or the base.
 * @throws InputError or InputErrors for whatever a reader must put right first.
 */
export async function runCheck(values: GateValues, io: Io): Promise<CheckRun> {
  const [{ loadModel }, { loadConfig }, { lockName }, { createCodeFrames }, { runGate, isChanged }] = await Promise.all(
    [
      import('../load/model.ts'),
      import('../load/config.ts'),
      import('../load/lock.ts'),
      import('../load/code-frames.ts'),
      import('../gate/index.ts'),
    ],
  );
  const model = await loadModel();
  const whole = await loadConfig(io.cwd, values.config, model);
  const loaded = values.service === undefined ? whole : withService(whole, values.service);
  const compared = await comparedWith(values, loaded, model, io);
  const { keep, frameOf } = createCodeFrames();
  const report = await analyzeConfig(values, io, { loaded: whole, model, onSources: keep });
  const { permissions: graph, rules } = model;
  const input = { report, config: loaded.config, graph, abilities: rules.abilities, today: values.today };
  const first = runGate({ ...input, lock: compared?.lock });
  const common = { loaded, model, frameOf };
  // A service of which nothing was seen must not lose in the lock what it was accepted to need.
  if (!values.update || first.silent.length > 0) {
    const missing = values.lock ? { missing: lockName } : {};
    const name = compared === undefined ? missing : { comparedWith: compared.name };
    return { ...common, result: first, outcome: outcomeOf(first, first.changes, name), lockOutput: [] };
  }
  const lock = first.nextLock(values.baseline ? 'accept' : 'tighten');
  const from = runGate({ ...input, lock: compared?.lock ?? new Map() });
  const result = runGate({ ...input, lock });
  const names = { comparedWith: lockName, updated: lockName };
  return {
    ...common,
    result,
    outcome: outcomeOf(result, from.changes.filter(isChanged), names),
    lockOutput: [await lockOutput(lock, loaded, io)],
  };
}

function outcomeOf(
  { report, silent }: GateResult,
  changes: GateResult['changes'],
  names: Pick<CheckOutcome, 'comparedWith' | 'missing' | 'updated'>,
): CheckOutcome {
  return { report, silent, changes, ...names };
}

async function comparedWith(
  values: GateValues,
  loaded: LoadedConfig,
  model: Model,
  io: Io,
): Promise<{ readonly lock: Lock; readonly name: string } | undefined> {
  const { base, today } = values;
  if (base !== undefined) {
    const { analyzeBase } = await import('../load/analyze-base.ts');
    const lock = await analyzeBase(loaded, base, today, {
      model,
      hosts: values.host,
      includeTests: values.includeTests,
      includeUnreachable: values.includeUnreachable,
      onProgress: reportProgress(io, values.quiet),
    });
    return { lock, name: base };
  }
  if (!values.lock) return undefined;
  const { findLock, lockName } = await import('../load/lock.ts');
  const found = await findLock(loaded.folder);
  if (found === undefined) return undefined;
  const lock = withName(found, loaded);
  // What the lock has of other services is not compared.
  return { lock: values.service === undefined ? lock : only(lock, values.service), name: lockName };
}

function only(lock: Lock, service: string): Lock {
  return new Map([...lock].filter(([name]) => name === service));
}

/** What a service without a name was called in locks of the first version. */
const formerName = 'default';

/** An only service that had no name of its own once is the one that the lock calls so. */
function withName(lock: Lock, { config }: LoadedConfig): Lock {
  const [only, ...others] = config.services;
  const accepted = lock.get(formerName);
  const isRenamed = only !== undefined && others.length === 0 && lock.size === 1 && accepted !== undefined;
  return isRenamed ? new Map([[only.name, accepted]]) : lock;
}

async function lockOutput(lock: Lock, { folder }: LoadedConfig, io: Io): Promise<Output> {
  const [{ lockText }, { lockName }] = await Promise.all([import('../gate/index.ts'), import('../load/lock.ts')]);
  // From the current folder, so that an error does not say where that is.
  return { text: lockText(lock), target: { kind: 'file', file: relative(io.cwd, join(folder, lockName)) } };
}
