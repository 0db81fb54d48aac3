import { count } from '../model/words.ts';
import type { Answer } from './answer.ts';
import { type Content, strong } from './document/block.ts';
import { containsWords } from './list-operations.ts';

/** An HTTP client or a Marketo SDK that rolefit knows, and by what a program gets hold of it. */
export interface ClientRow {
  readonly kind: 'client' | 'sdk';
  readonly name: string;
  readonly modules: readonly string[];
  readonly globals: readonly string[];
}

/** The clients and SDKs as a table or an array. `search` looks in names, modules and globals. */
export function listClients(clients: readonly ClientRow[], search: string | undefined): Answer {
  const found = clients.filter(({ name, modules, globals }) => containsWords(search, [name, ...modules, ...globals]));
  const sdks = found.filter(({ kind }) => kind === 'sdk').length;
  return {
    blocks: [
      ...(found.length === 0
        ? []
        : [{ kind: 'table', columns: ['Name', 'Is', 'Modules', 'Globals'], rows: found.map(row) } as const]),
      { kind: 'summary', parts: [[count(found.length - sdks, 'client')], [count(sdks, 'SDK')]] },
    ],
    data: found.map(({ kind, name, modules, globals }) => ({ kind, name, modules, globals })),
  };
}

function row({ kind, name, modules, globals }: ClientRow): readonly Content[] {
  return [[strong(name)], [kind === 'sdk' ? 'SDK' : 'client'], [modules.join(', ')], [globals.join(', ')]];
}
