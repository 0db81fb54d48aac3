import { InputError } from '../model/input-error.ts';
import { showInvisible } from '../report/invisible.ts';

/** What a tool may be given under a name. The published schema and the check of what comes are both made of it. */
export interface Field {
  readonly type: 'text' | 'flag';
  readonly describe: string;
  readonly isRequired?: true;
  /** In characters. */
  readonly most?: number;
  /** What a text has to look like, where not everything is good. */
  readonly like?: RegExp;
}

export type Fields = Readonly<Record<string, Field>>;

export type Given<Named extends Fields> = {
  readonly [Name in keyof Named]?: Named[Name]['type'] extends 'flag' ? boolean : string;
};

const mostCharacters = 2_000;

/** The JSON Schema of the arguments. */
export function schemaOf(fields: Fields) {
  return {
    type: 'object' as const,
    additionalProperties: false,
    required: Object.keys(fields).filter((name) => fields[name]?.isRequired),
    properties: Object.fromEntries(
      Object.entries(fields).map(([name, { type, describe, most = mostCharacters, like }]) => [
        name,
        type === 'flag'
          ? { type: 'boolean', description: describe }
          : {
              type: 'string',
              description: describe,
              maxLength: most,
              ...(like === undefined ? {} : { pattern: like.source }),
            },
      ]),
    ),
  };
}

/**
 * Takes what a client has sent for what the fields say.
 * @throws InputError for anything else.
 */
export function readGiven<Named extends Fields>(fields: Named, sent: Readonly<Record<string, unknown>>): Given<Named> {
  for (const [name, value] of Object.entries(sent)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) throw wrong(name, `takes no such argument; there is ${Object.keys(fields).join(', ')}`);
    expectFits(name, value, field);
  }
  const missing = Object.keys(fields).find((name) => fields[name]?.isRequired && sent[name] === undefined);
  if (missing !== undefined) throw wrong(missing, 'must be given');
  return sent as Given<Named>;
}

function expectFits(name: string, value: unknown, { type, like, most = mostCharacters }: Field): void {
  if (type === 'flag') {
    if (typeof value !== 'boolean') throw wrong(name, 'is true or false');
    return;
  }
  if (typeof value !== 'string') throw wrong(name, 'is a text');
  if (value.length > most) throw wrong(name, `is longer than ${most} characters`);
  if (like !== undefined && !like.test(value)) throw wrong(name, `does not look like ${like.source}`);
}

function wrong(name: string, what: string): InputError {
  return new InputError(`"${showInvisible(name.slice(0, 50))}" ${what}`, { next: 'call the tool as its schema says' });
}
