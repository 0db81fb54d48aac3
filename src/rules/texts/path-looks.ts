import { type Method, methods } from '../../model/operation.ts';
import type { TextPattern } from '../../model/value.ts';
import type { Matcher } from '../match.ts';
import type { PathShape } from './path-shape.ts';

/** A text of a program that looks like an address of Marketo's, or a piece of one. */
export interface MarketoText {
  /**
   * `sure`: it names a host of Marketo's, or holds a path that only Marketo has. `near`: it could as well be another
   * vendor's, and counts where the program names Marketo.
   */
  readonly look: 'sure' | 'near';
  /** Host and path as a report may show them: without query, user info, and what else the text says. */
  readonly shown: string;
  /** Whether it names one of Marketo's hosts. */
  readonly hasHost: boolean;
  /** Whether it is only what addresses begin with, a host or a version, and tells no operation. */
  readonly isBase: boolean;
}

/** Looks at texts in which a hole is one {@link gapMark}. */
export interface PathLooks {
  /** A path, or the beginning of one, wherever it stands in the text. */
  path(text: string): MarketoText | undefined;
  /** What is left of a path where the base URL has the version: `/leads/describe.json`, `lead/${id}.json`. */
  tail(text: string): MarketoText | undefined;
  /** Whether a path tells no operation: nothing, a root, a version. */
  isBase(path: string): boolean;
  show(address: string): string;
}

/** Stands for a part of a text that is not literal. */
export const gapMark = '\uE000';
/** What may stand in a path as programs write it, placeholders included. */
export const pathCharacters = `[\\w\\-./{}:$%~@!+,;=*&()${gapMark}]`;

const longestShown = 120;
const hole = { reason: 'parameter' } as const;

export function createPathLooks(matcher: Matcher, { starts, roots, versions }: PathShape): PathLooks {
  const start = new RegExp(`(?<![\\w-])(${[...starts].join('|')})/${pathCharacters}*`, 'gi');
  const leading = new RegExp(`^${gapMark}+(?=/)`);
  const openVersions = [...versions].map((version) => ({
    version,
    before: new RegExp(`^${version.replace(/[^/]+$/, `v?${gapMark}`)}(?=/)`, 'i'),
  }));
  const bases = new Set(['', ...versions.flatMap(beginnings), ...[...roots].map((root) => `/${root}`)]);

  /** `/rest/${version}/leads.json` has a version, written elsewhere: there is but the one. */
  const versioned = (path: string): string => {
    const open = openVersions.find(({ before }) => before.test(path));
    return open === undefined ? path : path.replace(open.before, open.version);
  };

  const isBase = (path: string) => bases.has(path.toLowerCase().replace(/\/+$/, ''));
  const isWhole = (path: string) =>
    methods.some((method) => matcher.match(target(method, patternOf(path))).kind === 'matched');
  const isBeginning = (path: string) =>
    matcher.match(target(undefined, [...patternOf(path), hole])).kind !== 'unmatched';

  const lookOf = (found: string, isRoot: boolean): MarketoText['look'] | undefined => {
    const path = versioned(`/${trimmed(found)}`);
    if (isWhole(path)) return isRoot ? 'sure' : 'near';
    const tellsVersion = /\/v\d+(?![\w-])|\/(?:oauth|management)\//i.test(path);
    if (tellsVersion && isBeginning(path)) return 'near';
    return isRoot && /\.json(?![\w-])/.test(path) ? 'near' : undefined;
  };

  return {
    isBase,
    show,
    path(text) {
      let near: MarketoText | undefined;
      for (const [found, root = ''] of text.matchAll(start)) {
        const look = lookOf(found, roots.has(root.toLowerCase()));
        if (look === undefined) continue;
        const one = { look, shown: show(`/${trimmed(found)}`), hasHost: false, isBase: isBase(`/${found}`) };
        if (look === 'sure') return one;
        near ??= one;
      }
      return near;
    },
    tail(text) {
      const path = (text.trim().split(/[?#]/)[0] ?? '').replace(leading, '');
      const isPath = /\.json$/.test(path) && !/^\.|\s|:\/\//.test(path) && path.includes('/');
      if (!isPath || path.length > longestTail) return undefined;
      const full = path.startsWith('/') ? path : `/${path}`;
      const isTail = versions.some((version) => isWhole(version + full));
      return isTail ? { look: 'near', shown: show(path), hasHost: false, isBase: false } : undefined;
    },
  };
}

const longestTail = 300;

/** A sentence goes on behind a path with a comma or ends with a full stop. */
function trimmed(found: string): string {
  return found.replace(/[.,;:)]+$/, '');
}

/** "/rest", "/rest/asset", "/rest/asset/v1". */
function beginnings(version: string): string[] {
  const segments = version.split('/');
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'));
}

function target(method: Method | undefined, path: TextPattern) {
  return { method, host: undefined, path };
}

function patternOf(text: string): TextPattern {
  return text.split(/(\uE000)/).flatMap((part) => (part === '' ? [] : [part === gapMark ? hole : part]));
}

/** Without what may be a value, and cut: a report names the text, it does not repeat it. */
function show(address: string): string {
  const plain = address.replaceAll(gapMark, '{…}').replace(/[?#].*$/s, '');
  return plain.length > longestShown ? `${plain.slice(0, longestShown)}…` : plain;
}
