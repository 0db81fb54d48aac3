import type { Printer } from './printer.ts';

/**
 * What a fragment is: a whole program, a part of a module's top level, statements of a function's body, an expression that code outside
 * may call into, an expression whose value is one of the modes, a place where a mode is kept, or a request.
 */
export type Sort = 'program' | 'part' | 'body' | 'value' | 'mode' | 'cell' | 'request';

/** A way to write something, with slots for smaller things. */
export interface Fragment {
  readonly sort: Sort;
  /** The table that it is in and its name there: "shared state: queue". What can be switched off is named by it. */
  readonly name: string;
  readonly slots: readonly Sort[];
  /** How often it is taken, beside others of its sort. */
  readonly weight: number;
  readonly print: (p: Printer) => string;
}

/** A program before it is written down: a tree that can be made smaller. */
export interface Tree {
  readonly fragment: Fragment;
  /** What decides between spellings; 0 is always the plainest. */
  readonly picks: readonly number[];
  readonly children: readonly Tree[];
}

/** A row of a table of fragments: slots, how it is written, and how often it is taken where that is not once. */
export type Row = readonly [slots: string, print: Fragment['print'], weight?: number];

/** The fragments of a table. Slots are sorts with spaces between. */
export function fragments(sort: Sort, table: string, rows: Readonly<Record<string, Row>>): readonly Fragment[] {
  return Object.entries(rows).map(([name, [slots, print, weight = 1]]) => ({
    sort,
    name: `${table}: ${name}`,
    slots: slots.split(' ').filter((slot) => slot !== '') as readonly Sort[],
    weight,
    print,
  }));
}

/** The names of all fragments in a tree, each once. */
export function namesIn(tree: Tree): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = ({ fragment, children }: Tree): void => {
    names.add(fragment.name);
    children.forEach(visit);
  };
  visit(tree);
  return names;
}
