import { ts } from 'ts-morph';
import { entriesOf } from '../heap/objects.ts';
import { chainOf } from '../heap/property.ts';
import type { CallRequest, Machine } from '../machine/machine.ts';
import type { MadeWith } from '../machine/recorder.ts';
import { textOf } from '../natives/text-of.ts';
import { saysMarketo } from '../syntax/names-marketo.ts';
import { anyOf, optionsOf } from '../value/choice.ts';
import { isGap, plainText, type Single, unknown, type Value } from '../value/value.ts';

const maxNesting = 3;
const maxEntries = 50;

/** Notes what a call of code outside the program gets that what it makes may ask with. */
export function noteMadeWith(m: Machine, { args, node }: CallRequest): void {
  const found = partsAmong(m, args);
  if (Object.keys(found).length > 0) m.recorder.madeWith.set(node, { ...m.recorder.madeWith.get(node), ...found });
}

/** Names of what changes all later requests of a client: `api.interceptors.request.use(f)`, `$.ajaxSetup({ type })`. */
const settingUp =
  /interceptor|middleware|transform|hook|plugin|prefilter|\.use$|setup|set(config|defaults)$|defaults?$/i;

/** A call that changes what a client sends from then on: what it asks for is open. */
export function noteSetUp(
  m: Machine,
  name: string | undefined,
  { args, node }: CallRequest,
  maker: ts.Node | undefined,
): void {
  if (name === undefined || maker === undefined || !settingUp.test(name)) return;
  const isFunction = (value: Value) =>
    optionsOf(value).some((option) => option.value.kind === 'object' && option.value.brand?.kind === 'function');
  const holds = (value: Value) =>
    optionsOf(value).some(
      ({ value: single }) =>
        single.kind === 'object' &&
        single.brand === undefined &&
        entriesOf(m, single).some(([, part]) => isFunction(part) || isVerb(part)),
    );
  if (!args.some((arg) => isFunction(arg) || holds(arg))) return;
  // `api.get(url).use(change)`: what was begun may be changed as well.
  m.recorder.nameLater(maker, unknown('external-call', node, 'method'));
  m.recorder.madeWith.set(maker, { ...m.recorder.madeWith.get(maker), mayChange: true });
}

/** A base of Marketo's, a method and hooks among values that code outside the program gets. */
export function partsAmong(m: Machine, values: readonly Value[]): MadeWith {
  const parts = values.flatMap((value) => partsOf(m, value, 0));
  const bases = parts.filter((part) => isBase(part));
  const methods = parts.filter((part) => isVerb(part));
  const inherited = values.flatMap((value) =>
    optionsOf(value).flatMap(({ value: single }) => (single.kind === 'unknown' ? [madeWith(m, single.gap.at)] : [])),
  );
  return {
    ...Object.assign({}, ...inherited),
    ...(bases.length > 0 ? { base: anyOf(bases) } : {}),
    ...(methods.length > 0 ? { method: anyOf(methods) } : {}),
    ...(values.some((value) => mayChange(m, value)) ? { mayChange: true } : {}),
  };
}

/** Words in the names of options that hold functions which may change a request. */
const changing =
  /^(before|on|will)_?[a-z]*(request|send|fetch|call)|hook|interceptor|handler|middleware|transformRequest|adapter|modif|prefilter/i;

/** Whether options hold a function that may change a request, or an instance has such a method. */
export function mayChange(m: Machine, part: Value, isOuter = true): boolean {
  return optionsOf(part).some(({ value }) => {
    if (value.kind !== 'object' || value.brand !== undefined || value.elements !== undefined) return false;
    const held = chainOf(value).flatMap((object) => [...object.properties]);
    return held.some(([key, cell]) => {
      const part = m.store.peek(cell);
      if (part.kind !== 'object') return false;
      // Options may lie in options: `createFetch({ options: { beforeFetch } })`.
      return changing.test(key) || (isOuter && value.prototype === undefined && mayChange(m, part, false));
    });
  });
}

/** What a thing was made with, at whatever remove: `centra(base, 'POST').path(p)`. */
export function madeWith(m: Machine, maker: ts.Node | undefined): MadeWith {
  const seen = new Set<ts.Node>();
  let found: MadeWith = {};
  for (let at = maker; at !== undefined && !seen.has(at); at = m.recorder.madeOf.get(at)) {
    seen.add(at);
    const own = m.recorder.madeWith.get(at);
    // What a copy inherits, each library says for itself.
    const isInherited =
      own?.method !== undefined && found.method === undefined && [...seen].slice(0, -1).some(makesCopy);
    found = { ...own, ...found, ...(isInherited ? { mayChange: true } : {}) };
  }
  return found;
}

/** Whether a call makes another thing of the one that it is made on: `api.create(options)`. */
function makesCopy(node: ts.Node): boolean {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  return /^(create|extend|clone|copy|fork|child|derive|defaults|instance)/i.test(node.expression.name.text);
}

/** Texts and addresses in a value: itself, in objects, and in what functions among them give. */
function partsOf(m: Machine, value: Value, depth: number): Value[] {
  return optionsOf(value).flatMap(({ value: single }): Value[] => {
    if (single.kind === 'text') return [single];
    if (single.kind !== 'object' || depth === maxNesting) return [];
    if (single.brand?.kind === 'url') return [textOf(m, single)];
    if (single.brand?.kind === 'function') {
      const tried = m.tried.get(single);
      return tried === undefined ? [] : partsOf(m, tried.result, depth + 1);
    }
    if (single.brand !== undefined) return [];
    return entriesOf(m, single)
      .slice(0, maxEntries)
      .flatMap(([, part]) => partsOf(m, part, depth + 1));
  });
}

/** An address that begins with a host of Marketo's, or with a gap and ends as its bases do. */
function isBase(value: Value): boolean {
  return optionsOf(value).some(({ value: single }) => {
    if (single.kind !== 'text') return false;
    const [first] = single.pieces;
    if (first === undefined) return false;
    if (!isGap(first))
      return (
        /^https?:\/\//i.test(first.text) && single.pieces.some((piece) => !isGap(piece) && saysMarketo(piece.text))
      );
    return first.name !== undefined && saysMarketo(first.name);
  });
}

const verbs = new Set(['get', 'post', 'put', 'patch', 'delete', 'head']);

/** Whether a value is the name of a method, whatever its case. */
export function isVerb(value: Value | Single): boolean {
  return optionsOf(value).every((option) => verbs.has(plainText(option.value)?.toLowerCase() ?? ''));
}
