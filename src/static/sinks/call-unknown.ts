import { ts } from 'ts-morph';
import type { Origin } from '../contract/origin.ts';
import { entriesOf } from '../heap/objects.ts';
import { show } from '../heap/shown.ts';
import type { CallRequest, Machine } from '../machine/machine.ts';
import type { UnreadCode } from '../machine/unread-code.ts';
import { apartFromBlock } from '../natives/languages/blocks.ts';
import { noteGivenFolders } from '../natives/program-path.ts';
import { replaceText } from '../natives/replace.ts';
import { giveAway, giveToClient } from '../opaque/escape.ts';
import { knownHolder } from '../opaque/framework-use.ts';
import { notWaiting } from '../opaque/waiting-call.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { type Gap, type Library, type Single, unknown, type Value } from '../value/value.ts';
import { callByName, mayBeMethod } from './call-by-name.ts';
import { callSdk } from './call-sdk.ts';
import { isForPeople } from './for-people.ts';
import { isKept, recordGeneric } from './generic-request.ts';
import { noteGivenHosts } from './given-hosts.ts';
import { sendHandedOver } from './handed-over.ts';
import { noteMadeWith, noteSetUp } from './made-with.ts';

/**
 * A call of something outside the program. Three things may follow from it: an address among its arguments may be
 * requested, functions among its arguments may be called, and it may be a method of the program after all, reached
 * through a value that was not followed.
 */
export function callUnknown(m: Machine, callee: Single, given: CallRequest): Value {
  const { args, block } = apartFromBlock(m, given.args);
  const request = block === undefined ? given : { ...given, args: [...args, block] };
  if (m.unread !== undefined) passToUnread(m, m.unread, callee, request);
  noteGivenHosts(m, callee, request);
  const same = unchangedText(m, callee, request);
  if (same !== undefined) return same;
  const name = calleeName(callee, request.node);
  const last = name?.split('.').at(-1) ?? '';
  const sdk = name === undefined ? undefined : m.sinks.sdkByName(m, name);
  if (sdk?.brand?.kind === 'sdk') {
    giveAway(m, request.args, request, holderOf(callee));
    return callSdk(m, sdk.brand, request, false);
  }
  if (isForPeople(m, name, request.node)) {
    giveToClient(m, request.args, request.node);
    show(m, request.args, request.node);
  } else {
    noteSetUp(m, name, request, callee.kind === 'unknown' ? callee.gap.at : undefined);
    if (!builtins.has(last) || isOfPackage(callee)) recordGeneric(m, name, request, callee);
    noteName(m, callee, true);
    for (const value of request.args.flatMap((arg) => handedOver(m, arg))) noteName(m, value, false);
    const found = callByName(m, callee, last, request);
    const holder = holderOf(callee);
    sendHandedOver(m, request);
    giveAway(m, notWaiting(m, holder, request.node, request.args), request, holder);
    noteGivenFolders(m, request.args, request.node);
    if (!isKept(m, name)) noteMadeWith(m, request);
    if (found !== undefined) return found;
  }
  const result = unknown('external-call', request.node, name === undefined ? undefined : `${name}()`);
  return callee.kind === 'unknown' ? { kind: 'unknown', gap: { ...result.gap, ...originOf(callee.gap) } } : result;
}

/**
 * A method of something that was not followed may be one of an object that a framework keeps for the program: one that
 * is called, `service.send.call(service)`, or handed over, `app.get(path, service.send)`. By a name that is made as the
 * program runs it may be any.
 */
function noteName(m: Machine, value: Single, isCallee: boolean): void {
  if (value.kind !== 'unknown' || value.gap.name?.includes('.') !== true) return;
  const { hole, library } = value.gap;
  // A module whose path is not known may be one of the program.
  const isLoaded = hole === 'external-module' && library === undefined && /^(import|require)\b/.test(value.gap.name);
  if (hole === 'environment' || (hole === 'external-module' && !isLoaded)) return;
  const isKept = library !== undefined && knownHolder(m, library) !== undefined;
  // What a package gives is of its own making, unless it is one that keeps objects of the program.
  if (hole === 'external-call' && library !== undefined && !isKept) return;
  const name = value.gap.name.replace(/\.(?:call|apply|bind)(?:\(\))?$/, '');
  const isMade = name.endsWith(']') && !/\[\d+\]$/.test(name);
  // What is handed over by such a name is data, but for what a framework keeps.
  if (isMade && !isCallee && !isKept && !isLoaded) return;
  m.recorder.namesCalled(m.live).add(isMade ? '*' : (name.split('.').at(-1) ?? ''));
}

/** What an argument is, and what it holds where it is an object: `router.add({ path, handler: service.send })`. */
function handedOver(m: Machine, arg: Value): Single[] {
  return optionsOf(arg).flatMap(({ value }) => {
    if (value.kind !== 'object' || value.brand !== undefined) return [value];
    return entriesOf(m, value).flatMap(([, held]) => optionsOf(held).map((option) => option.value));
  });
}

/** Whose code a call gives its arguments to. */
function holderOf(callee: Single): Library | undefined {
  return callee.kind === 'unknown' ? callee.gap.library : undefined;
}

const maxPath = 120;

/** What unknown code gives comes from where the code itself does. */
function originOf({ unread, library }: Gap): Pick<Gap, 'unread' | 'library'> {
  return {
    ...(unread === undefined ? {} : { unread }),
    ...(library === undefined ? {} : { library: { ...library, path: `${library.path}()`.slice(0, maxPath) } }),
  };
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

/** A function of a package itself is no method of a string or a map, whatever it is called. */
function isOfPackage(callee: Single): boolean {
  if (callee.kind !== 'unknown') return false;
  const { undescribed, library } = callee.gap;
  return undescribed === true || (library !== undefined && library.module !== '' && !library.path.includes('('));
}
