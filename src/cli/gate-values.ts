import { isDay } from '../model/day.ts';
import { InputError } from '../model/input-error.ts';

/** The options of a check as they were typed. */
interface RawGateValues {
  readonly config?: string | undefined;
  readonly service?: string | undefined;
  readonly host?: readonly string[] | undefined;
  readonly clients?: readonly string[] | undefined;
  readonly cache?: boolean | undefined;
  readonly merged?: boolean | undefined;
  readonly includeTests?: boolean | undefined;
  readonly includeUnreachable?: boolean | undefined;
  readonly base?: string | undefined;
  readonly lock?: boolean | undefined;
  readonly update?: boolean | undefined;
  readonly baseline?: boolean | undefined;
  readonly now?: string | undefined;
  readonly quiet?: boolean | undefined;
}

/** The same, known to go together. */
export interface GateValues extends RawGateValues {
  readonly lock: boolean;
  readonly update: boolean;
  readonly baseline: boolean;
  readonly quiet: boolean;
  /** YYYY-MM-DD in UTC. */
  readonly today: string;
}

/** @throws InputError for options that contradict each other, and for a day that is none. */
export function expectGateValues(values: RawGateValues): GateValues {
  const { base, lock = true, update = false, baseline = false, quiet = false, now } = values;
  if (baseline && !update) {
    throw new InputError('--baseline accepts findings in the lock, which is not written', { next: 'add --update' });
  }
  if (base !== undefined && (update || !lock)) {
    throw new InputError(`--base and ${update ? '--update' : '--no-lock'} do not go together`, {
      next: 'the lock is written from what is needed now; leave one of them out',
    });
  }
  if (update && values.service !== undefined) {
    throw new InputError('--update writes the lock of all services, and --service is about one', {
      next: 'leave one of them out',
    });
  }
  if (update && !lock) {
    throw new InputError('--update writes the lock and --no-lock leaves it out', { next: 'leave one of them out' });
  }
  if (now !== undefined && !isDay(now)) {
    throw new InputError(`"${now}" is not a day of the calendar`, {
      at: { file: '--now' },
      next: 'write it as YYYY-MM-DD',
    });
  }
  return { ...values, lock, update, baseline, quiet, today: now ?? new Date().toISOString().slice(0, 10) };
}
