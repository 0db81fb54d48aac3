import type { HookArgument, HookPart, HookRules } from '../contract/client-rules.ts';
import { copyProperties } from '../heap/copy-properties.ts';
import { elementsOf } from '../heap/list.ts';
import { nativeFunction, objectOf, setOwn } from '../heap/objects.ts';
import { getProperty } from '../heap/property.ts';
import type { Machine } from '../machine/machine.ts';
import { textOf } from '../natives/text-of.ts';
import { makeUrl } from '../natives/url.ts';
import type { Interceptor, NativeArguments } from '../value/brand.ts';
import { anyOf, choiceOf, mapValue, optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { keyOf } from '../value/key-of.ts';
import { concat, onMarkedText } from '../value/text.ts';
import { type Gap, literal, type Single, undefinedValue, unknown, type Value } from '../value/value.ts';
import { address, asAddress, originOf } from './client-address.ts';
import { isUnset, optionValue, readPath } from './client-options.ts';
import { type Draft, draftOf } from './draft.ts';
import { makeClient } from './make-client.ts';

/** More ways in which a request may leave its hooks than this are one open request. */
const maxWays = 8;

/** The request as it may leave the functions that are run on it before it is sent, each way for itself. */
export function throughHooks(m: Machine, draft: Draft, call: NativeArguments): readonly Draft[] {
  let ways: readonly Draft[] = [draft];
  for (const hook of [...draft.brand.interceptors, ...hooksOf(m, draft, call)]) {
    const changed = ways.map((one) => throughHook(m, one, hook, call));
    const perhaps = hook.perhaps || (hook.root !== undefined && hook.root !== m.recorder.root);
    ways = perhaps ? ways.concat(changed) : changed;
    if (ways.length > maxWays) return [opened(m, draft, unknown('external-call', call.node).gap, call)];
  }
  return ways;
}

/** The hooks that the options and the client itself bring, in the order in which they run. */
function hooksOf(m: Machine, { brand, options }: Draft, call: NativeArguments): Interceptor[] {
  return (brand.client.rules.hooks ?? []).flatMap((hook) => {
    const functions = [...optionHooks(m, hook, options, call), ...methodHooks(m, hook, call)];
    return functions.map((value) => ({ value, hook, perhaps: false, handle: undefinedValue, root: undefined }));
  });
}

function optionHooks(
  m: Machine,
  { option, all }: HookRules,
  options: readonly Value[],
  call: NativeArguments,
): Value[] {
  if (option === undefined) return [];
  const given = options.map((part) => readPath(m, part, option, call.node)).filter((value) => !isUnset(value));
  const counted = all === true ? given : given.slice(-1);
  return counted.flatMap((value) => {
    const list = value.kind === 'object' && value.elements !== undefined ? elementsOf(m, value) : [value];
    return list.filter((part) => !isUnset(part));
  });
}

function methodHooks(m: Machine, { ofThis }: HookRules, call: NativeArguments): Value[] {
  if (ofThis === undefined || call.self.kind !== 'object') return [];
  const method = getProperty(m, call.self, ofThis, call.node);
  // What the client brings itself changes nothing that the program did not ask for.
  return method.kind === 'object' && method.brand?.kind === 'function' ? [method] : [];
}

/** What a hook is shown of a request, to see afterwards what has become of it. */
interface Shown {
  readonly options: HeapObject;
  readonly request: Value;
  readonly next: Value;
  /** What it passes on, where it is to call the next one. */
  readonly passed: (readonly Value[])[];
  /** Objects of parts that it was handed. */
  readonly bundles: { readonly object: Value; readonly parts: Readonly<Record<string, HookPart>> }[];
}

function throughHook(m: Machine, draft: Draft, { value, hook }: Interceptor, call: NativeArguments): Draft {
  const callee = hook.property === undefined ? value : functionIn(m, value, hook.property, call);
  if (callee === undefined || isOwn(callee)) return draft;
  const opaque = optionsOf(callee).find((option) => !isFollowed(option.value));
  if (opaque !== undefined && hook.passesOn === true) return draft;
  if (opaque !== undefined) return opened(m, draft, gapOf(opaque.value, call), call);
  const shown = show(m, draft, hook, call);
  const run = (step: Value, gets: readonly HookArgument[]) =>
    m.call(step, {
      self: call.self,
      args: gets.map((argument) => argumentFor(m, argument, shown, draft, call)),
      node: call.node,
      awaited: true,
    });
  const first = run(callee, hook.gets);
  const gave = hook.thenGets === undefined ? first : run(first, hook.thenGets);
  return outcome(m, draft, hook, shown, gave, call);
}

/** A plain function is the hook itself; an object has it as a property, or no such hook at all. */
function functionIn(m: Machine, value: Value, property: string, call: NativeArguments): Value | undefined {
  if (value.kind === 'object' && value.brand?.kind === 'function') return value;
  const found = getProperty(m, value, property, call.node);
  return isUnset(found) ? undefined : found;
}

function isFollowed(value: Single): boolean {
  return value.kind === 'object' && (value.brand?.kind === 'function' || value.brand?.kind === 'native');
}

/** What a library that rolefit knows brings along itself, such as a middleware that tries again, or has by a name. */
function isOwn(value: Value): boolean {
  if (optionsOf(value).every((option) => option.value.kind === 'text')) return true;
  return value.kind === 'object' && (value.brand?.kind === 'client' || value.brand?.kind === 'ignored');
}

function gapOf(value: Single, call: NativeArguments): Gap {
  return value.kind === 'unknown' ? value.gap : unknown('external-call', call.node).gap;
}

/** A request of which anything may have become: only where it went before that is known. */
function opened(m: Machine, draft: Draft, gap: Gap, call: NativeArguments): Draft {
  const open: Value = { kind: 'unknown', gap };
  return { ...draft, url: concat(originOf(address(m, draft, call)), open), method: open, isWhole: true };
}

/** The request as objects of the library, which a hook may change. */
function show(m: Machine, draft: Draft, hook: HookRules, call: NativeArguments): Shown {
  const { rules } = draft.brand.client;
  const options = m.object(call.node);
  for (const part of draft.options) copyProperties(m, options, part);
  const url = hook.whole === true ? makeUrl(m, address(m, draft, call), undefined, call.node) : draft.url;
  if (url !== undefined) setOwn(m, options, rules.options.url[0] ?? 'url', url);
  for (const name of methodNames(draft)) setOwn(m, options, name, methodText(draft, hook));
  if (optionValue(m, ['headers'], [options], call.node) === undefined)
    setOwn(m, options, 'headers', objectOf(m, call.node, {}));
  const passed: (readonly Value[])[] = [];
  const next = nativeFunction(m, 'next', (_, { args, node }) => {
    passed.push(args);
    return unknown('external-call', node, 'next');
  });
  const request = requestOf(m, draft, call);
  // Where another major hands over an object of parts, the request is one of them.
  if (request.kind === 'object')
    for (const [key, part] of [
      ['request', request],
      ['options', options],
    ] as const)
      setOwn(m, request, key, part);
  return { options, request, next, passed, bundles: [] };
}

function methodNames({ brand }: Draft): readonly string[] {
  const { method } = brand.client.rules.options;
  const plain = method.filter((name) => !name.includes('.'));
  return plain.length === 0 ? ['method'] : plain;
}

function methodText({ method, brand }: Draft, { lowerCase }: HookRules): Value {
  const known = method ?? literal(brand.client.rules.defaultMethod);
  if (lowerCase !== true) return known;
  return mapValue(known, (single) =>
    single.kind === 'text' ? onMarkedText(single, (marked) => marked.toLowerCase()) : single,
  );
}

/** The request as a `Request` of the platform. */
function requestOf(m: Machine, draft: Draft, call: NativeArguments): Value {
  const type = m.sinks.globalValue(m, 'Request');
  if (type?.kind !== 'object' || type.brand?.kind !== 'client') return unknown('external-call', call.node, 'request');
  const parts = objectOf(m, call.node, {
    url: address(m, draft, call),
    method: draft.method ?? literal(draft.brand.client.rules.defaultMethod),
  });
  return makeClient(m, type.brand.client.client, type.brand.client.name, [parts], [], call.node);
}

function argumentFor(m: Machine, argument: HookArgument, shown: Shown, draft: Draft, call: NativeArguments): Value {
  const part = (name: HookPart): Value => {
    if (name === 'options' || name === 'request' || name === 'next') return shown[name];
    if (name === 'url') return draft.url ?? address(m, draft, call);
    if (name === 'client') return clientOf(m, draft, call);
    return name === 'method'
      ? methodText(draft, { gets: [] })
      : unknown('external-call', call.node, draft.brand.client.client.client);
  };
  if (typeof argument === 'string') return part(argument);
  const entries = Object.entries(argument).map(([key, name]) => [key, part(name)] as const);
  const object = objectOf(m, call.node, Object.fromEntries(entries));
  shown.bundles.push({ object, parts: argument });
  return object;
}

/** The client as it stands when it is about to send the request. */
function clientOf(m: Machine, draft: Draft, call: NativeArguments): Value {
  const { client, rules, name } = draft.brand.client;
  const [base = 'base'] = rules.options.base;
  const parts = {
    [base]: address(m, draft, call),
    [methodNames(draft)[0] ?? 'method']: methodText(draft, { gets: [] }),
  };
  return makeClient(m, client, name, [...draft.options, objectOf(m, call.node, parts)], [], call.node);
}

/** What has become of the request: what the hook changed, what it passed on, what it gave. */
function outcome(m: Machine, draft: Draft, hook: HookRules, shown: Shown, gave: Value, call: NativeArguments): Draft {
  const optioned = gotOptions(hook) ? withOptions(m, draft, shown.options, hook, call) : draft;
  const changed = shown.bundles.reduce((before, bundle) => withBundle(m, before, draft, bundle, call), optioned);
  const after = shown.passed.length === 0 ? changed : withPassed(m, changed, shown.passed, call);
  if (hook.gives === undefined || isUnset(gave)) return after;
  const unfollowed = optionsOf(gave).find((option) => option.value.kind === 'unknown');
  if (unfollowed !== undefined && optionsOf(gave).length === 1)
    return opened(m, after, gapOf(unfollowed.value, call), call);
  if (hook.gives === 'url') return { ...after, url: textOf(m, asAddress(m, gave)) };
  return hook.gives === 'request' ? withRequest(m, after, gave, call) : withGiven(m, after, gave, hook, call);
}

/** Another address in an object of parts: `context.request = url`. */
function withBundle(
  m: Machine,
  after: Draft,
  before: Draft,
  { object, parts }: Shown['bundles'][number],
  call: NativeArguments,
): Draft {
  const key = Object.keys(parts).find((name) => parts[name] === 'url');
  const url = key === undefined ? undefined : optionValue(m, [key], [object], call.node);
  const was = before.url ?? address(m, before, call);
  return url === undefined || keyOf(url) === keyOf(was) ? after : { ...after, url: textOf(m, asAddress(m, url)) };
}

function gotOptions({ gets, thenGets = [] }: HookRules): boolean {
  return [...gets, ...thenGets].some((argument) =>
    typeof argument === 'string' ? argument === 'options' : Object.values(argument).includes('options'),
  );
}

function withOptions(m: Machine, draft: Draft, options: Value, hook: HookRules, call: NativeArguments): Draft {
  const names = draft.brand.client.rules.options;
  // The method stands under each of its names: the one that was changed counts.
  const before = keyOf(methodText(draft, hook));
  const methods = methodNames(draft).flatMap((name) => optionValue(m, [name], [options], call.node) ?? []);
  const method = methods.find((value) => keyOf(value) !== before) ?? methods[0];
  return {
    ...draft,
    options: [...draft.options, options],
    // An address of its own stands among the options by now.
    url: optionValue(m, names.url.length === 0 ? ['url'] : names.url, [options], call.node) ?? draft.url,
    method: method ?? draft.method,
    isWhole: draft.isWhole || hook.whole === true,
  };
}

/** Other options than those that the hook got count as well as changes of those. */
function withGiven(m: Machine, draft: Draft, gave: Value, hook: HookRules, call: NativeArguments): Draft {
  const objects = optionsOf(gave).filter(({ value }) => value.kind === 'object' && value.brand === undefined);
  return objects.length === 0 ? draft : withOptions(m, draft, choiceOf(objects), hook, call);
}

/** What was passed on by place: an address, or options. */
function withPassed(m: Machine, draft: Draft, passed: readonly (readonly Value[])[], call: NativeArguments): Draft {
  const width = Math.max(...passed.map((args) => args.length));
  const places = Array.from({ length: width }, (_, place) => anyOf(passed.flatMap((args) => args[place] ?? [])));
  let after = draft;
  for (const value of places) {
    const isThing = (brand: 'client' | undefined) =>
      optionsOf(value).some(({ value: single }) => single.kind === 'object' && single.brand?.kind === brand);
    if (isThing(undefined)) after = withGiven(m, after, value, { gets: [] }, call);
    else if (isThing('client')) after = withRequest(m, after, value, call);
    else if (!isUnset(value)) after = { ...after, url: textOf(m, asAddress(m, value)) };
  }
  return after;
}

/** A `Request` in place of the one that the hook got. */
function withRequest(m: Machine, draft: Draft, gave: Value, call: NativeArguments): Draft {
  const read = (name: 'url' | 'method', otherwise: () => Value): Value =>
    mapValue(gave, (single) => {
      if (single.kind === 'unknown') return single;
      if (single.kind !== 'object' || single.brand?.kind !== 'client') return otherwise();
      const given = draftOf(m, single, single.brand, {}, call);
      return name === 'url' ? address(m, given, call) : (given.method ?? otherwise());
    });
  const before = draft.method ?? literal(draft.brand.client.rules.defaultMethod);
  const url = read('url', () => address(m, draft, call));
  return { ...draft, url: textOf(m, asAddress(m, url)), method: read('method', () => before), isWhole: true };
}
