import { InputError } from '../../model/input-error.ts';
import type { AnalysisPlan, PlannedService } from './plan.ts';

/** What the inputs of a plan turned out to be. */
export interface SortedInputs {
  /** Whether there is a recording or log among them. */
  readonly hasTraffic: boolean;
  /** Whose code is among them. */
  readonly withCode: ReadonlySet<unknown>;
}

/**
 * Refuses an option that says how something is read where nothing of the kind is there: whoever gave it meant something
 * else than what would be done.
 *
 * @throws InputError that says what the inputs are instead
 */
export function heedOptions(
  { services, reading: { from } }: AnalysisPlan,
  { hasTraffic, withCode }: SortedInputs,
): void {
  if (from !== undefined && !hasTraffic) {
    throw new InputError(`nothing is read as ${from}: no file is among what was given, and a folder is source code`, {
      next: `name the files in it, such as "${services.flatMap(({ paths }) => paths)[0] ?? '.'}/*.${exampleEnd[from]}"`,
    });
  }
  const idle = services.find((service) => service.entries.length > 0 && !withCode.has(service));
  if (idle !== undefined) throw withoutCode(idle);
}

const exampleEnd = { har: 'har', 'access-log': 'log' } as const;

function withoutCode({ name, entries }: PlannedService): InputError {
  const of = name === undefined ? '' : ` of the service "${name}"`;
  return new InputError(`the entry "${entries[0] ?? ''}"${of} is of no use: no source code is among what is analysed`, {
    next: 'pass the folder that the program lies in as well, or leave the entry out',
  });
}
