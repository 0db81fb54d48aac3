import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Scope } from '../value/scope.ts';
import { isGap, type Single, type Value } from '../value/value.ts';
import type { Machine } from './machine.ts';
import { nodeId } from './node-id.ts';

/** How deep and how wide objects are looked into: enough to tell requests apart, not to compare whole programs. */
const maxDepth = 2;
const maxMembers = 14;
const maxScopes = 3;

/**
 * What a value looks like: two values with equal signatures make a function do the same, as far as addresses and
 * methods are concerned. Texts count with where they come from, because equal texts from two places are two pieces
 * of evidence; objects count by where they are made and by their members.
 */
export function signature(m: Machine, value: Value, depth = 0): string {
  const options = optionsOf(value);
  if (options.length > maxMembers)
    return `|${options.length}:${options
      .slice(0, maxMembers)
      .map((option) => single(m, option.value, depth))
      .join('|')}`;
  return options.map((option) => single(m, option.value, depth)).join('|');
}

function single(m: Machine, value: Single, depth: number): string {
  switch (value.kind) {
    case 'constant':
      return String(value.value);
    case 'unknown':
      return `?${value.gap.name ?? ''}${value.gap.json === undefined ? '' : `=${signature(m, value.gap.json, depth)}`}`;
    case 'text':
      return value.pieces
        .map((piece) =>
          isGap(piece)
            ? `{${piece.name ?? ''}}`
            : `${piece.text}@${piece.at === undefined ? '' : nodeId(piece.at)}/${piece.via.map(nodeId).join('/')}`,
        )
        .join('');
    case 'object':
      return object(m, value, depth);
  }
}

function object(m: Machine, value: HeapObject, depth: number): string {
  const name = value.brand?.kind === 'native' ? value.brand.name : '';
  const made = `${value.brand?.kind ?? 'o'}${name}${value.at === undefined ? value.id : nodeId(value.at)}`;
  if (value.brand?.kind === 'function') {
    return depth >= 1 ? made : `${made}[${scopeSignature(m, value.brand.scope, depth + 1)}]`;
  }
  if (value.brand?.kind === 'client') {
    const { client, defaults, interceptors } = value.brand;
    const held = defaults.map((given) => signature(m, given, depth));
    return `${made} ${client.name}(${held.join(',')})${interceptors.length}`;
  }
  if (depth >= maxDepth || (value.brand !== undefined && value.brand.kind !== 'url')) return made;
  const members: string[] = [];
  for (const [key, cell] of value.properties) {
    if (members.length >= maxMembers) break;
    members.push(`${key}=${signature(m, m.store.peek(cell), depth + 1)}`);
  }
  for (const cell of value.elements ?? []) {
    if (members.length >= maxMembers) break;
    members.push(signature(m, m.store.peek(cell), depth + 1));
  }
  return `${made}(${members.join(',')})`;
}

/** What a function sees of the scopes around it, up to its module: those change from call to call. */
export function scopeSignature(m: Machine, scope: Scope, depth = 1): string {
  const parts: string[] = [];
  let at: Scope | undefined = scope;
  for (let level = 0; at !== undefined && level < maxScopes && at.parent !== m.globals; level += 1) {
    const self = at.activation?.self;
    if (level === 0 && self !== undefined) parts.push(`this=${signature(m, self, maxDepth - 1)}`);
    let names = 0;
    for (const [name, cell] of at.names) {
      if (names >= maxMembers) break;
      if (name === 'arguments') continue;
      names += 1;
      parts.push(`${name}=${signature(m, m.store.peek(cell), depth)}`);
    }
    at = at.parent;
  }
  return parts.join(';');
}
