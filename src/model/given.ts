type Optional<Fields, Key extends keyof Fields> = undefined extends Fields[Key] ? Key : never;
type OptionalKeys<Fields> = { [Key in keyof Fields]: Optional<Fields, Key> }[keyof Fields];

/** An object that has no field without a value. */
export type Given<Fields> = Omit<Fields, OptionalKeys<Fields>> & {
  [Key in OptionalKeys<Fields>]?: Exclude<Fields[Key], undefined>;
};

/**
 * The fields that have a value. What is published or compared leaves out what it has not, where `undefined` would be a
 * field of its own; options that a function takes need none of this, as they may be `undefined`.
 */
export function given<Fields extends object>(fields: Fields): Given<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<Fields>;
}
