/**
 * Names under which a thing may be asked for. Letter case, blanks and dashes of any kind do not matter,
 * because exports, pages and people write "Read-Only Lead", "Read Only Lead" and "read–only lead" alike.
 */
export class NameIndex<Thing> {
  readonly #things = new Map<string, Thing>();

  find(name: string): Thing | undefined {
    return this.#things.get(keyOf(name));
  }

  /** Adds a thing under a name, unless the name is taken: then nothing changes and the present owner is returned. */
  add(name: string, thing: Thing): Thing | undefined {
    const owner = this.find(name);
    if (owner === undefined) this.#things.set(keyOf(name), thing);
    return owner;
  }
}

function keyOf(name: string): string {
  return name.toLowerCase().replace(/[\s\p{Dash_Punctuation}]+/gu, '');
}
