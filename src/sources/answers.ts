/** Remembers what specifiers mean, seen from one place or another: a folder, a package, a list of aliases. */
export class Answers<Place> {
  readonly #known = new Map<Place, Map<string, string>>();

  /** The answer given before, or the one that `find` gives now. */
  of(place: Place, specifier: string, find: () => string | undefined): string | undefined {
    let known = this.#known.get(place);
    if (known === undefined) {
      known = new Map();
      this.#known.set(place, known);
    }
    const answer = known.get(specifier);
    if (answer !== undefined) return answer === none ? undefined : answer;
    const found = find();
    known.set(specifier, found ?? none);
    return found;
  }
}

/** Stands for no answer: no path is like it. */
const none = '\0';
