/**
 * The type of the values that a JSON Schema (written `as const`) accepts, so that schema and type cannot drift apart.
 * Knows the keywords that the schemas of this folder use; anything else becomes `unknown`.
 */
export type FromSchema<Schema, Root = Schema> = Schema extends { readonly $ref: `#/$defs/${infer Name}` }
  ? FromDefinition<Name, Root>
  : Schema extends { readonly const: infer Value }
    ? Value
    : Schema extends { readonly enum: readonly (infer Value)[] }
      ? Value
      : Schema extends { readonly oneOf: readonly (infer Option)[] }
        ? FromOption<Option, Root>
        : Schema extends { readonly type: 'array'; readonly items: infer Item }
          ? readonly FromSchema<Item, Root>[]
          : Schema extends { readonly type: 'object'; readonly properties: infer Properties }
            ? FromObject<Schema, Properties, Root>
            : Schema extends { readonly type: 'object'; readonly additionalProperties: infer Value extends object }
              ? Readonly<Record<string, FromSchema<Value, Root>>>
              : Schema extends { readonly type: infer Type extends keyof Scalars }
                ? Scalars[Type]
                : unknown;

interface Scalars {
  string: string;
  boolean: boolean;
  number: number;
  integer: number;
}

type FromDefinition<Name extends string, Root> = Root extends { readonly $defs: infer Definitions }
  ? Name extends keyof Definitions
    ? FromSchema<Definitions[Name], Root>
    : never
  : never;

// Distributes over the options: a value of `oneOf` has the type of one of them.
type FromOption<Option, Root> = Option extends unknown ? FromSchema<Option, Root> : never;

type RequiredKeys<Schema> = Schema extends { readonly required: readonly (infer Key)[] } ? Key : never;

type FromObject<Schema, Properties, Root> = {
  readonly [Key in keyof Properties as Key extends RequiredKeys<Schema> ? Key : never]: FromSchema<
    Properties[Key],
    Root
  >;
} & {
  readonly [Key in keyof Properties as Key extends RequiredKeys<Schema> ? never : Key]?: FromSchema<
    Properties[Key],
    Root
  >;
};
