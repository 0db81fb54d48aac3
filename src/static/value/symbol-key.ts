/**
 * Names of properties whose key is a symbol: `[Symbol.iterator]`, as a program writes them. They are names like any
 * other, but that nothing which lists the names of an object lists them.
 */
export function wellKnownKey(name: string): string {
  return `[Symbol.${name}]`;
}

/** The key of `Symbol.for(name)`: the same symbol in every module. */
export function registeredKey(name: string): string {
  return `[Symbol.for(${name})]`;
}

/** The key of a symbol that one evaluation of `Symbol(name)` made. */
export function ownKey(name: string, id: number): string {
  return `[Symbol(${name}) ${id}]`;
}

export function isSymbolKey(key: string): boolean {
  return key.startsWith('[Symbol');
}
