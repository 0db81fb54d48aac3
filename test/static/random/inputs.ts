/** What a random program asks of the world outside: flags that are set or not, and keys of tables. */
export interface Input {
  readonly name: string;
  /** Every value it can have; `undefined` for not set. */
  readonly values: readonly (string | undefined)[];
}

/** Programs ask for few things, so that every combination can be run. */
const maxInputs = 5;

/** Hands out names of inputs while a program is written down. Each is read at one place only. */
export class Inputs {
  readonly all: Input[] = [];

  /** A condition that is true or false by the environment; beyond the limit one that is known. */
  flag(): string {
    return this.#ask('FLAG', [undefined, 'on']) ?? '[].length === 0';
  }

  /** One of these keys, by the environment; beyond the limit the first. */
  key(keys: readonly string[]): string {
    return this.#ask('KEY', keys) ?? JSON.stringify(keys[0]);
  }

  #ask(kind: string, values: readonly (string | undefined)[]): string | undefined {
    if (this.all.length >= maxInputs) return undefined;
    const name = `${kind}_${this.all.length}`;
    this.all.push({ name, values });
    return `process.env.${name}`;
  }
}

/** Every combination of what the inputs can be. */
export function everyEnvironment(inputs: readonly Input[]): Record<string, string>[] {
  return inputs.reduce<Record<string, string>[]>(
    (environments, { name, values }) =>
      environments.flatMap((environment) =>
        values.map((value) => (value === undefined ? environment : { ...environment, [name]: value })),
      ),
    [{}],
  );
}
