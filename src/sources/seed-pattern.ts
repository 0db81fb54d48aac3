import { resourceWords } from './resource-words.ts';

/** What the bytes of one file say about Marketo. */
export interface Clues {
  /** It names Marketo's API beyond doubt: a host, the token's path, a path with a resource of Marketo, an SDK. */
  readonly strong: boolean;
  /** It holds a piece that may be the end of a path of Marketo's, or of another vendor's: `/v1/leads.json`. */
  readonly suffix: boolean;
  /** It reads something like MARKETO_HOST. */
  readonly setting: boolean;
  /** It says "marketo" or "mkto" somewhere, be it in a label. */
  readonly mention: boolean;
  /** It has a word of HTTP clients. Only looked for where it decides: in files with a setting, or named for Marketo. */
  readonly sends: boolean;
}

/** What makes files matter besides Marketo's own names. */
export interface SeedOptions {
  /** Import specifiers of packages that call Marketo. */
  readonly clientModules: readonly string[];
  /** Hosts that stand for a subscription's, such as a proxy's. */
  readonly hosts: readonly string[];
}

/** Finds the clues in a text. */
export interface FindClues {
  /**
   * @param latin1 because all that is looked for is ASCII
   * @param isNamed whether the file's path has Marketo's name
   */
  (latin1: string, isNamed: boolean): Clues;
  /**
   * A file with none of these in it, in whatever case, has no clue, except that one named for Marketo may be a sender.
   * `undefined` when that cannot be promised, and every file has to be looked at closely.
   */
  readonly literals: readonly string[] | undefined;
  /** What it was made of, so that another thread can make the same. */
  readonly options: SeedOptions;
}

/**
 * Whether a text of a program, rather than a whole file, can be a piece of an address of Marketo's. Errs on the side
 * of yes: a word such as "leads" may become the end of a path.
 */
export function isTelling(text: string): boolean {
  return telling.test(text);
}

export const noClues: Clues = { strong: false, suffix: false, setting: false, mention: false, sends: false };

const words = `(?:${[...resourceWords].sort((a, b) => b.length - a.length).join('|')})(?![\\w-])`;
const version = '(?:v[12]|\\$\\{[^}\\n]{1,80}\\})';
const beginsImport = `(?:from|import|require)\\s{0,9}\\(?\\s{0,9}['"\`]`;

const suffix = anyOf([
  `\\bv[12]/${words}`,
  `/${words}(?:/[\\w\${}.()[\\]-]{1,80}){0,3}\\.json`,
  `['"\`}]/(?:rest|bulk)(?:/(?:asset/)?v[12])?/?['"\`$]`,
]);
/** What every {@link suffix} holds, found several times as fast; {@link literals} has it as well. */
const suffixMark = /v[12]\/|\.json|['"`}]\/(?:rest|bulk)/i;
const telling = anyOf([
  `(?:^|[/\\s])${words}`,
  '/?(?:rest|bulk|asset|identity|oauth|userservice)/',
  'v[12]\\b',
  '\\.json',
  'mkto',
  'marketo',
]);
const setting = /(?:marketo|mkto)_[a-z]/i;
const mention = /marketo|mkto/i;
const sends = /\b(?:fetch|axios|got|ky|needle|undici|superagent|request|https?)\b|\.(?:get|post|put|patch|delete)\(/i;

/** What every clue holds one of, further names aside. */
const literals = ['mkto', 'marketo', 'oauth/token', 'userservice/', '/rest', '/bulk', '.json', 'v1/', 'v2/'];
/** Shorter ones are in every file. */
const shortestLiteral = 3;

/**
 * Makes the look at a text. It is meant for files in which one of the literals was found: they are few. The patterns are
 * asked in an order in which one answer spares the next. No pattern looks ahead further than a bounded length.
 */
export function createFindClues(options: SeedOptions): FindClues {
  const hosts = options.hosts.filter((host) => host !== '');
  const given = [...hosts.map(escapePattern), ...options.clientModules.map(importOf)];
  const strong = anyOf([
    'mktorest',
    'mkto-ingestion-api',
    'identity/oauth/token',
    'userservice/management',
    `/rest/(?:asset/)?${version}/${words}`,
    `/bulk/${version}/${words}`,
    // A package that has the name: marketo-client, @acme/marketo, but not ./marketo-icon.
    `${beginsImport}(?:[\\w@][\\w@./-]{0,60})?marketo`,
    // The package that a file is part of, and a path in pieces, in other languages.
    'package[ \\t]{1,9}[\\w.]{0,80}(?:marketo|mkto)',
    `["'](?:rest|bulk)["'],\\s{0,9}["'](?:asset["'],\\s{0,9}["'])?${version}["']`,
    ...given,
  ]);
  // What every strong clue holds that does not say "marketo" or "mkto".
  const strongMark = anyOf(['oauth/token', 'userservice/', '/rest/', '/bulk/', ...given]);
  const find = (text: string, isNamed: boolean): Clues => {
    const hasMention = mention.test(text);
    const hasSetting = hasMention && setting.test(text);
    return {
      strong: (hasMention || strongMark.test(text)) && strong.test(text),
      suffix: suffixMark.test(text) && suffix.test(text),
      setting: hasSetting,
      mention: hasMention,
      sends: (hasSetting || isNamed) && sends.test(text),
    };
  };
  return Object.assign(find, {
    literals: withLiteralsOf([...hosts, ...options.clientModules.map(bareName)]),
    options: { clientModules: options.clientModules, hosts: options.hosts },
  });
}

/** How a module is written where it is imported: in quotes, or as another language writes it. */
function importOf(name: string): string {
  const bare = bareName(name);
  return bare === name ? `['"\`]${escapePattern(name)}['"\`/]` : `\\b${escapePattern(bare)}\\b`;
}

/** Without the language in front. */
function bareName(name: string): string {
  return name.replace(/^[a-z]+:/, '');
}

/** The literals, and the longest piece of each name that is written in the same bytes everywhere. */
function withLiteralsOf(names: readonly string[]): readonly string[] | undefined {
  const pieces = names.map((name) =>
    (name.match(/[\x20-\x7e]+/g) ?? ['']).reduce((a, b) => (b.length > a.length ? b : a)),
  );
  const isOfUse = pieces.every((piece) => piece.length >= shortestLiteral);
  return isOfUse ? [...new Set([...literals, ...pieces.map((piece) => piece.toLowerCase())])] : undefined;
}

function anyOf(patterns: readonly string[]): RegExp {
  return new RegExp(patterns.join('|'), 'i');
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
