import { ts } from 'ts-morph';
import type { CallRecord, Recorder, RequestRecord } from '../machine/recorder.ts';
import { mapValue } from '../value/choice.ts';
import { concat } from '../value/text.ts';
import { isGap, literal, type Single, unknown, type Value } from '../value/value.ts';
import type { LostHost } from './settle-texts.ts';

/**
 * The records, and one more for each call of code outside the program that got a host of Marketo's of which nothing came:
 * whoever has it may ask for anything there.
 */
export function withOpenHosts(
  recorder: Recorder,
  records: readonly CallRecord[],
  lostHosts: readonly LostHost[],
): readonly CallRecord[] {
  const lost = new Set(lostHosts.map(({ node }) => node));
  const opened = [...recorder.given].flatMap(([call, hosts]): RequestRecord[] => {
    const own = [...hosts].filter((host) => lost.has(host));
    const base = recorder.madeWith.get(call)?.base;
    if (base !== undefined && own.length > 0) return [openRecord(call, base)];
    return own.filter(isBare).map((host) => openRecord(call, textAt(host)));
  });
  const given = new Set([...recorder.given.values()].flatMap((hosts) => [...hosts]));
  // A whole address that nobody runs is not followed, and told of as that; a base may be asked for anything.
  const kept = lostHosts
    .filter(({ node, isBase }) => isBase && !given.has(node))
    .map(({ node }) => openRecord(node, textAt(node)));
  return [...records, ...opened, ...kept];
}

/** The host as it is written, with a scheme. */
function textAt(node: ts.Node): Value {
  const text = writtenAt(node);
  return literal(isBare(node) ? `https://${text}` : text, node);
}

function writtenAt(node: ts.Node): string {
  return ts.isStringLiteralLike(node) ? node.text : node.getText().replace(/\$\{[^}]*\}|^`|`$/g, '');
}

/** A host without a scheme and a path: `{ host: '123-ABC-456.mktorest.com' }`. */
function isBare(node: ts.Node): boolean {
  return /^[\w-]+(?:\.[\w-]+)+(?::\d+)?$/.test(writtenAt(node));
}

/** Whether an address names a resource: nothing comes behind it. */
function isWhole(address: Single): boolean {
  const last = address.kind === 'text' ? address.pieces.at(-1) : undefined;
  return last !== undefined && !isGap(last) && /\.json$/.test(last.text);
}

function openRecord(node: ts.Node, base: Value): RequestRecord {
  const gap = unknown('external-call', node);
  return {
    kind: 'request',
    node,
    calls: [],
    roots: new Set(),
    doubts: new Set(),
    url: mapValue(base, (single) => (isWhole(single) ? single : concat(concat(single, literal('/')), gap))),
    method: gap,
    defaultMethod: 'GET',
    parameters: { names: [], complete: false },
    credentials: { headers: [], names: [] },
    client: 'an unknown client',
    generic: true,
    live: true,
    failing: { isSurvived: false },
  };
}
