import type { ts } from 'ts-morph';
import type { HostFamily } from '../model/operation.ts';
import type { Address } from './address.ts';
import type { CallRecord } from './sinks/recorder.ts';
import type { Gap } from './value/value.ts';

/** Whether a call goes to Marketo, and why one thinks so. */
export type Tie =
  | { readonly kind: 'host'; readonly family: HostFamily }
  /** No host, but something near it names Marketo. */
  | { readonly kind: 'named'; readonly by: string }
  | { readonly kind: 'none' }
  /** The host is somebody else's. */
  | { readonly kind: 'foreign' };

const word = /marketo|mktorest|mkto|munchkin/i;

export interface TieOptions {
  readonly hostFamily: (host: string) => HostFamily | undefined;
  readonly pathOf: (file: ts.SourceFile) => string;
}

/** Decides by the host where it is literal, else by names: of what the base comes from, of the files involved. */
export function tieOf(record: CallRecord, address: Address, options: TieOptions): Tie {
  if (address.host !== undefined) return hostTie(address.host, options);
  const gap = [...address.base, ...gapsOf(address)].find((part) => part.name !== undefined && word.test(part.name));
  if (gap?.name !== undefined) return { kind: 'named', by: `the base comes from ${gap.name}` };
  const files = new Set([record.node, ...record.calls, ...origins(address)].map((node) => node.getSourceFile()));
  for (const file of files) {
    const path = options.pathOf(file);
    if (word.test(path)) return { kind: 'named', by: `the file ${path}` };
  }
  for (const file of files) {
    if (mentionsMarketo(file)) return { kind: 'named', by: `${options.pathOf(file)} names Marketo` };
  }
  return { kind: 'none' };
}

function hostTie(host: string, options: TieOptions): Tie {
  const bare = host.replace(/^\*+/, 'x').replace(/\*+/g, 'x');
  const family = options.hostFamily(bare);
  if (family !== undefined) return { kind: 'host', family };
  // `*.com`, `*api.example`: what is literal of it is somebody's name.
  return { kind: 'foreign' };
}

function gapsOf(address: Address): Gap[] {
  const first = address.path.pieces[0];
  return first !== undefined && 'hole' in first ? [first] : [];
}

function origins(address: Address): ts.Node[] {
  return [...address.path.pieces, ...address.baseLiterals].flatMap((piece) =>
    piece.at === undefined ? [] : [piece.at],
  );
}

const mentions = new WeakMap<ts.SourceFile, boolean>();

function mentionsMarketo(file: ts.SourceFile): boolean {
  const known = mentions.get(file);
  if (known !== undefined) return known;
  const answer = word.test(file.text);
  mentions.set(file, answer);
  return answer;
}
