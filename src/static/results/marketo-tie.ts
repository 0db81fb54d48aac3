import type { ts } from 'ts-morph';
import type { HostFamily } from '../../model/operation.ts';
import type { NotCalls } from '../contract/sdk-rules.ts';
import type { CallRecord } from '../machine/recorder.ts';
import { namesMarketo, saysMarketo } from '../syntax/names-marketo.ts';
import { type Gap, isGap } from '../value/value.ts';
import type { Address } from './address.ts';
import { otherService } from './other-service.ts';

/** Whether a call goes to Marketo, and why one thinks so. */
export type Tie =
  | { readonly kind: 'host'; readonly family: HostFamily }
  /** No host, but something near it names Marketo. */
  | { readonly kind: 'named'; readonly by: string }
  | { readonly kind: 'none' }
  /** No host, but something shows that it is another service's: only a path of Marketo's alone says otherwise. */
  | { readonly kind: 'other'; readonly by: string }
  /** The host is somebody else's. */
  | { readonly kind: 'foreign' };

export interface TieOptions {
  readonly hostFamily: (host: string) => HostFamily | undefined;
  readonly pathOf: (file: ts.SourceFile) => string;
  readonly notCalls: NotCalls;
}

/** Whether anything but the path says that a call is Marketo's. */
export function isTied(tie: Tie): boolean {
  return tie.kind === 'host' || tie.kind === 'named';
}

/** Decides by the host where it is literal, else by names: of what the base comes from, of the files involved. */
export function tieOf(record: CallRecord, address: Address, options: TieOptions): Tie {
  if (address.host !== undefined) return hostTie(address.host, options);
  const gap = [...address.base, ...gapsOf(address)].find((part) => part.name !== undefined && saysMarketo(part.name));
  if (gap?.name !== undefined) return { kind: 'named', by: `the base comes from ${gap.name}` };
  const other = otherService(record, address, options.notCalls);
  if (other !== undefined) return { kind: 'other', by: other };
  // Who calls the code says nothing: a program that uses Marketo uses other vendors too.
  const files = new Set([record.node, ...origins(address)].map((node) => node.getSourceFile()));
  for (const file of files) {
    const path = options.pathOf(file);
    if (saysMarketo(path)) return { kind: 'named', by: `the file ${path}` };
  }
  // An address that comes whole from the settings may be anybody's, whatever else the file is about.
  const [only] = address.path.pieces;
  if (address.path.pieces.length === 1 && only !== undefined && isGap(only) && only.hole === 'environment')
    return { kind: 'none' };
  for (const file of files) {
    if (namesMarketo(file)) return { kind: 'named', by: `${options.pathOf(file)} names Marketo` };
  }
  return { kind: 'none' };
}

function hostTie(host: string, options: TieOptions): Tie {
  // A label that is a gap or a placeholder (`<id>`, `your_id`, `{{id}}`), or that is still to be filled in, may be any name.
  const bare = host.replace(/[^a-z0-9.:-]+/g, 'x').replace(/(^|\.)(?=\.)/g, '$1x');
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
