import { InputError } from '../../src/model/input-error.ts';
import type { FromSchema } from '../../src/schema/index.ts';
import { normalKnown } from '../../test/kit/statements.ts';

const texts = { type: 'array', items: { type: 'string' } } as const;

/**
 * The contract of a `truth.json` beside a program: what it was seen to send. Whatever else it tells, of versions or of
 * how it was run, is for its reader.
 */
export const truthSchema = {
  type: 'object',
  required: ['operations'],
  properties: {
    /** Ids of operations; of an endpoint that is none, "unknown endpoint" and what is called. */
    operations: texts,
    /** Ids of operations that stand in code which never runs. */
    dead: texts,
  },
} as const;

/** The same, sorted into what it speaks of. */
export interface Truth {
  readonly operations: ReadonlySet<string>;
  readonly dead: ReadonlySet<string>;
  /** Calls that no operation has, as statements spell them. */
  readonly unmatched: ReadonlySet<string>;
}

const unknownEndpoint = /^unknown endpoint (.+)$/;

/** @throws InputError when an id is no operation: a slip of the pen would count as a miss for ever. */
export function readTruth(
  { operations, dead = [] }: FromSchema<typeof truthSchema>,
  isOperation: (id: string) => boolean,
  file: string,
): Truth {
  const unmatched = operations.flatMap((text) => unknownEndpoint.exec(text)?.[1] ?? []);
  const ids = operations.filter((text) => !unknownEndpoint.test(text));
  const slip = [...ids, ...dead].find((id) => !isOperation(id));
  if (slip !== undefined) {
    const next = 'write the id of an operation, or "unknown endpoint" before what is none';
    throw new InputError(`"${slip}" is no operation of the model`, { at: { file }, next });
  }
  return { operations: new Set(ids), dead: new Set(dead), unmatched: new Set(unmatched.map(normalKnown)) };
}
