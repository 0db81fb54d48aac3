import { csharp } from './csharp/language.ts';
import { go } from './go/language.ts';
import { java } from './java/language.ts';
import type { FrontEnd } from './lowered.ts';
import { php } from './php/language.ts';
import { python } from './python/language.ts';
import { ruby } from './ruby/language.ts';
import type { SyntaxNode } from './tree.ts';

/** Parses a text; `undefined` where the parser gives up. */
export type Parse = (text: string) => SyntaxNode | undefined;

/** A language beside JavaScript: what is known of it without its grammar. Loaded by every run, so it is only data. */
export interface Language {
  /** As rules/clients name it: "python". */
  readonly id: string;
  readonly title: string;
  /** With the dot, in lower case. */
  readonly extensions: readonly string[];
  /** File name of its grammar, see scripts/build/grammars.ts. */
  readonly grammar: string;
  /** The method that makes an instance what it is. */
  readonly constructorName: string;
  /** What makes JavaScript of its files. */
  readonly load: () => Promise<{ readonly createFrontEnd: (parse: Parse) => FrontEnd }>;
  /** Folders by name that hold what others wrote, or what is made, in any language: environments, vendored packages, caches. */
  readonly leftOutFolders: readonly string[];
  /** Folders that hold such files of this language alone: elsewhere `packages` and `bin` are where programs stand. */
  readonly ownLeftOutFolders?: readonly string[];
  /**
   * What in a text says that something outside may start the file by itself: then it is a way into the program, whoever
   * else mentions it. Mentions are told without a parser here, so they prove nothing.
   */
  readonly startsItself: RegExp;
  /** Names of files that are tests. Folders are tests by the names that they have in every language. */
  readonly testFile: RegExp;
  /** What the imports of a text name, as {@link modulePaths} takes it. An import too many costs a file, one too few calls. */
  readonly specifiersIn: (text: string) => readonly string[];
  /**
   * Where a module may be, likeliest first, from the folders that its name may count from.
   * @param from the importing file
   * @param filesIn the known files of a folder
   */
  readonly modulePaths: (
    specifier: string,
    from: string,
    filesIn: (folder: string) => readonly string[],
  ) => readonly string[];
  /** Whether the files of a folder are one module, and give each other all their names. */
  readonly packagesAreFolders?: true;
  /** What the file is called, without its ending, that a specifier means; "" where it may be called anything. */
  readonly expectedName?: (specifier: string) => string;
  /** The names under which {@link expectedName} may mean a file; left out: its own, without the ending. */
  readonly namesOfFile?: (path: string) => readonly string[];
  /**
   * Where a module is, for languages that do not say it by the folder.
   * @param named the known files that are called so
   */
  readonly moduleIn?: (
    specifier: string,
    from: string,
    named: (fileName: string) => readonly string[],
  ) => string | undefined;
  /** The names under which rules and libraries may know what a specifier means; left out: itself. */
  readonly moduleNames?: (specifier: string) => readonly string[];
}

/** Every language that has a front end. One more: a folder beside this file, and its row here. */
export const languages: readonly Language[] = [python, go, php, ruby, java, csharp];

const byExtension: ReadonlyMap<string, Language> = new Map(
  languages.flatMap((language) => language.extensions.map((extension) => [extension, language] as const)),
);

const byId: ReadonlyMap<string, Language> = new Map(languages.map((language) => [language.id, language] as const));

/** The language of a file; `undefined` for JavaScript, TypeScript and what holds them. */
export function languageOf(path: string): Language | undefined {
  const dot = path.lastIndexOf('.');
  return dot < 0 ? undefined : byExtension.get(path.slice(dot).toLowerCase());
}

/** The language of that id. */
export function languageNamed(id: string): Language | undefined {
  return languages.find((language) => language.id === id);
}

/** Folders that are left out, whatever is analysed. */
export const leftOutFolders: readonly string[] = [...new Set(languages.flatMap((language) => language.leftOutFolders))];

/** The name under which a module of a language is known to rules/clients, apart from a package of npm that is called so. */
export function moduleName(language: string, name: string): string {
  return `${language}:${name}`;
}

/** The names under which a module may be known: of classes that may be in several packages, each. */
export function moduleNamesOf(specifier: string): readonly string[] {
  const colon = specifier.indexOf(':');
  const language = colon < 0 ? undefined : byId.get(specifier.slice(0, colon));
  return language?.moduleNames?.(specifier) ?? [specifier];
}
