import { ts } from 'ts-morph';
import type { Origin } from '../contract/origin.ts';
import { entriesOf } from '../heap/objects.ts';
import { branchValues } from '../machine/branch.ts';
import type { CallRequest, Machine } from '../machine/machine.ts';
import type { UnreadCode } from '../machine/unread-code.ts';
import { replaceText } from '../natives/replace.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { type Gap, type Single, undefinedValue, unknown, type Value } from '../value/value.ts';
import { callByName, mayBeMethod } from './call-by-name.ts';
import { callSdk } from './call-sdk.ts';
import { recordGeneric } from './generic-request.ts';
import { noteGivenHosts } from './given-hosts.ts';

/**
 * A call of something outside the program. Three things may follow from it: an address among its arguments may be
 * requested, functions among its arguments may be called, and it may be a method of the program after all, reached
 * through a value that was not followed.
 */
export function callUnknown(m: Machine, callee: Single, request: CallRequest): Value {
  if (m.unread !== undefined) passToUnread(m, m.unread, callee, request);
  noteGivenHosts(m, request);
  const same = unchangedText(m, callee, request);
  if (same !== undefined) return same;
  const name = calleeName(callee, request.node);
  const last = name?.split('.').at(-1) ?? '';
  const sdk = name === undefined ? undefined : m.sinks.sdkByName(m, name);
  if (sdk?.brand?.kind === 'sdk') {
    callBack(m, request);
    return callSdk(m, sdk.brand, request, false);
  }
  if (!isForPeople(m, name, last)) {
    if (!builtins.has(last)) recordGeneric(m, name, request, callee.kind === 'unknown' ? callee.gap.at : undefined);
    const found = callByName(m, callee, last, request);
    callBack(m, request);
    if (found !== undefined) return found;
  }
  const result = unknown('external-call', request.node, name === undefined ? undefined : `${name}()`);
  const from = callee.kind === 'unknown' ? callee.gap.unread : undefined;
  return from === undefined ? result : { kind: 'unknown', gap: { ...result.gap, unread: from } };
}

/**
 * What a call hands to modules that were not read: everything where they bring the callee in, and the objects with
 * methods in any case, since nobody sees where a library takes them.
 */
function passToUnread(m: Machine, unread: UnreadCode, callee: Single, request: CallRequest): void {
  const gap = callee.kind === 'unknown' ? callee.gap : undefined;
  const isTheirs = gap?.unread !== undefined || gap?.hole === 'parameter';
  const mayBeNamed = !isTheirs && mayBeMethod(callee, gap?.name?.split('.').at(-1) ?? '');
  if (mayBeNamed && request.args.some((arg) => isAddressed(m, unread, arg))) unread.need(undefined);
  for (const arg of request.args) {
    if (isTheirs && isAddressed(m, unread, arg))
      unread.needFor(gap.parameterOf ? [gap.parameterOf] : [], originsOf(gap));
    for (const { value } of optionsOf(arg)) {
      if (value.kind === 'object' && (isTheirs || hasMethods(m, value))) unread.hand(value, gap?.unread, m.live);
    }
  }
}

function originsOf(gap: Gap): Origin[] {
  return gap.unread === undefined ? [] : [gap.unread];
}

function isAddressed(m: Machine, unread: UnreadCode, value: Value): boolean {
  return optionsOf(value).some(
    ({ value: single }) =>
      unread.tells(single) ||
      (single.kind === 'object' &&
        single.brand === undefined &&
        entriesOf(m, single).some(([, part]) => unread.tells(part))),
  );
}

function hasMethods(m: Machine, value: HeapObject): boolean {
  if (value.brand !== undefined) return false;
  return (
    value.prototype !== undefined ||
    entriesOf(m, value).some(([, part]) => part.kind === 'object' && part.brand?.kind === 'function')
  );
}

/** Methods that leave a text from outside what it is, as far as anybody can tell. */
const unchanging = new Set([
  'trim',
  'trimEnd',
  'trimStart',
  'toString',
  'toLowerCase',
  'toUpperCase',
  'replace',
  'replaceAll',
]);

/** `process.env.BASE.replace(/\/$/, '')` is still the text that the setting holds. */
function unchangedText(m: Machine, callee: Single, request: CallRequest): Value | undefined {
  if (callee.kind !== 'unknown' || callee.gap.name === undefined) return undefined;
  const parts = callee.gap.name.split('.');
  const method = parts.pop();
  if (method === undefined || parts.length === 0 || !unchanging.has(method)) return undefined;
  const gap = { ...callee.gap, name: parts.join('.') };
  if (!method.startsWith('replace')) return { kind: 'unknown', gap };
  const replaced = replaceText(m, { kind: 'text', pieces: [gap] }, request, method === 'replaceAll');
  return replaced.kind === 'unknown' ? { kind: 'unknown', gap } : replaced;
}

function calleeName(callee: Single, node: ts.Node): string | undefined {
  if (callee.kind === 'unknown' && callee.gap.name !== undefined) return callee.gap.name;
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const text = node.expression.getText();
  return text.length <= 80 ? text : undefined;
}

/** Members of strings, arrays and maps: what they get is compared or kept. */
const builtins = new Set(
  `startsWith endsWith includes indexOf lastIndexOf match matchAll search localeCompare test exec split replace replaceAll
  concat push unshift has add set append join padStart padEnd slice substring`.split(/\s+/),
);

/** Loggers, errors and assertions: what they get is read by people, not sent to Marketo. */
function isForPeople(m: Machine, name: string | undefined, last: string): boolean {
  if (name === undefined) return false;
  const { functions, globals } = m.sinks.notCalls;
  return (
    functions.includes(last) ||
    globals.includes(name.split('.')[0] ?? '') ||
    /(^|\.)(log|logger|console)(\.|$)/i.test(name)
  );
}

/** Functions handed to code outside the program may be called by it, with anything. */
function callBack(m: Machine, request: CallRequest): void {
  const callbacks = request.args.flatMap((arg) => optionsOf(arg).flatMap(({ value }) => functionsIn(m, value, 0)));
  for (const { callee, self } of callbacks) {
    branchValues(m, m.point(request.node), [
      () => m.call(callee, { self, args: [], node: request.node, external: true }),
      () => undefinedValue,
    ]);
  }
}

const maxFunctions = 200;
const maxNesting = 6;

/** Functions of a value: itself, or the methods of an object handed over, and of the objects in it. */
export function functionsIn(m: Machine, value: Value, depth: number): { callee: HeapObject; self: Value }[] {
  if (value.kind !== 'object') return [];
  if (value.brand?.kind === 'function' && !m.sending.maySend(value.brand.node)) return [];
  if (value.brand?.kind === 'function') return [{ callee: value, self: value.brand.boundThis ?? undefinedValue }];
  if (value.brand !== undefined || depth > maxNesting) return [];
  return entriesOf(m, value)
    .flatMap(([, part]) =>
      functionsIn(m, part, depth + 1).map((found) => ({ ...found, self: depth === 0 ? value : found.self })),
    )
    .slice(0, maxFunctions);
}
