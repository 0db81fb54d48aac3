import type { FrontEnd } from './lowered.ts';
import { type Language, languageOf, type Parse } from './registry.ts';

/** Lowers the files of the languages that it was made for. */
export class FrontEnds {
  readonly #byId: ReadonlyMap<string, FrontEnd>;

  constructor(byId: ReadonlyMap<string, FrontEnd>) {
    this.#byId = byId;
  }

  /** The front end of a file; `undefined` for JavaScript. */
  of(path: string): FrontEnd | undefined {
    const language = languageOf(path);
    return language === undefined ? undefined : this.#byId.get(language.id);
  }
}

/**
 * The front ends that some files need; `undefined` where they are all JavaScript.
 * @param loadParser reads a grammar
 */
export async function loadFrontEnds(
  paths: Iterable<string>,
  loadParser: (grammar: string) => Promise<Parse>,
): Promise<FrontEnds | undefined> {
  const needed = new Set<Language>();
  for (const path of paths) {
    const language = languageOf(path);
    if (language !== undefined) needed.add(language);
  }
  if (needed.size === 0) return undefined;
  const made = [...needed].map(async ({ id, grammar, load }) => {
    const [parse, { createFrontEnd }] = await Promise.all([loadParser(grammar), load()]);
    return [id, createFrontEnd(parse)] as const;
  });
  return new FrontEnds(new Map(await Promise.all(made)));
}
