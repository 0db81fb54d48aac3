/**
 * The configuration files of the analysed code, as data: never run, never trusted. Paths count from the *home*, the
 * repository or package around the analysed folder, so that a tsconfig.json above the folder has a path too.
 */
export interface Configs {
  /** The value of a JSON file, comments allowed; `undefined` when there is none or it is broken, which is noted. */
  readJson(path: string): unknown;
  /** Notes something that keeps imports from being followed. */
  note(path: string, what: string): void;
}
