import { findSpecifiers } from './find-specifiers.ts';

/** What one import or re-export of a file takes from another module, as far as its text tells. */
export interface ImportedNames {
  readonly specifier: string;
  /** The exporter's names; `all` where the text does not tell, or a namespace is taken. */
  readonly names: ReadonlySet<string> | 'all';
  /** A re-export hands on what it takes: under which names, or everything under its own. Absent for an import. */
  readonly handsOn?: ReadonlyMap<string, string> | 'all';
}

/** How far before its specifier an import can begin. A longer one counts as taking everything. */
const longestClause = 4_000;
const keyword = /\b(?:import|export)\b/g;
const named = /^(?:[\w$]+\s*)?(?:,\s*)?(?:\{([\w$\s,]*)\}\s*)?$/;

/** Every import and re-export of a text. What does not look like one of the usual forms takes everything. */
export function findImportedNames(text: string): ImportedNames[] {
  return [...findSpecifiers(text)].map(({ start, end }) => {
    const before = text.slice(Math.max(0, start - longestClause), start - 1);
    const specifier = text.slice(start, end);
    const begin = [...before.matchAll(keyword)].at(-1)?.index;
    return { specifier, ...(begin === undefined ? unreadable : readClause(before.slice(begin))) };
  });
}

const unreadable = { names: 'all' } as const;

function readClause(clause: string): Omit<ImportedNames, 'specifier'> {
  if (/^import\s*$/.test(clause)) return { names: new Set() };
  const form = /^(import|export)\s+(?:type\s+(?!from\b))?([^'"`()]*?)\s*from\s*$/.exec(clause.replace(/\{/, ' {'));
  if (form === null) return unreadable;
  const [, word, what = ''] = form;
  if (word === 'export' && what === '*') return { names: 'all', handsOn: 'all' };
  const parts = named.exec(what);
  if (parts === null) return unreadable;
  const pairs = pairsOf(parts[1] ?? '');
  if (pairs === undefined) return unreadable;
  const names = new Set(pairs.keys());
  if (word === 'export') return { names, handsOn: pairs };
  if (/^[\w$]/.test(what)) names.add('default');
  return { names };
}

/** `a, b as c, type d` as what is taken and what it is called then. */
function pairsOf(list: string): Map<string, string> | undefined {
  const pairs = new Map<string, string>();
  for (const part of list.split(',').map((item) => item.trim())) {
    if (part === '') continue;
    const words = /^(?:type\s+)?([\w$]+)(?:\s+as\s+([\w$]+))?$/.exec(part);
    const [, name, local = name] = words ?? [];
    // One name taken twice is taken under both: that is more than a map holds.
    if (name === undefined || local === undefined || pairs.has(name)) return undefined;
    pairs.set(name, local);
  }
  return pairs;
}
