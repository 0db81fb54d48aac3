import type { RequestShape } from '../contract/client-rules.ts';
import { elementsOf } from '../heap/list.ts';
import { objectOf } from '../heap/objects.ts';
import { callsOf } from '../machine/frame.ts';
import type { Machine } from '../machine/machine.ts';
import type { ParameterSet } from '../machine/recorder.ts';
import { withoutPlacedBlock } from '../natives/languages/blocks.ts';
import { giveToClient } from '../opaque/escape.ts';
import type { ClientBrand, NativeArguments } from '../value/brand.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { unknown, type Value } from '../value/value.ts';
import { address } from './client-address.ts';
import { startingOptions } from './client-options.ts';
import { credentialsOf } from './credentials-of.ts';
import { type Draft, draftOf } from './draft.ts';
import { makeClient } from './make-client.ts';
import { parametersOf } from './parameters-of.ts';
import { given } from './run-given.ts';
import { throughHooks } from './run-hooks.ts';
import { noteUnsent } from './unsent.ts';

/** Records the request that a call of a client sends, and gives what the client gives. */
export function sendRequest(
  m: Machine,
  object: HeapObject,
  brand: ClientBrand,
  shape: RequestShape,
  call: NativeArguments,
): Value {
  if (shape.list === true) return sendList(m, object, brand, shape, call);
  if (shape.lazy === true) {
    const { lazy: _lazy, ...plain } = shape;
    const args = call.args.map((arg, index) => (index === shape.url ? given(m, arg, call.node) : arg));
    return sendRequest(m, object, brand, plain, { ...call, args });
  }
  const draft = draftOf(m, object, brand, shape, call);
  const records = throughHooks(m, draft, call).map((one) => record(m, one, call));
  // A block that is run on the request beforehand is not called with anything else.
  const isRun = brand.client.rules.hooks?.some(({ option }) => option === 'block') === true;
  giveToClient(m, isRun ? withoutPlacedBlock(call.args) : call.args, call.node);
  const { client } = brand.client;
  if (shape.becomes === undefined) return unknown('external-call', call.node, `${client.client}()`);
  const defaults = [...startingOptions(m, object, brand), partsOf(m, draft, call)];
  const made = makeClient(m, client, shape.becomes, defaults, [], call.node);
  if (made.kind === 'object') noteUnsent(m, made, records);
  return made;
}

/** The request under construction, as far as it is known: what the program sets on it is held against that. */
function partsOf(m: Machine, draft: Draft, call: NativeArguments): Value {
  const parts = { url: address(m, draft, call), ...(draft.method === undefined ? {} : { method: draft.method }) };
  return objectOf(m, call.node, parts);
}

/** Records that a request is sent as it stands; gives which of the records it is. */
export function record(m: Machine, draft: Draft, call: NativeArguments): number {
  const { client, rules } = draft.brand.client;
  return m.recorder.add({
    kind: 'request',
    node: call.node,
    calls: callsOf(m.frames),
    url: address(m, draft, call),
    method: draft.method,
    defaultMethod: rules.defaultMethod,
    parameters: parameters(m, draft, call),
    credentials: credentialsOf(m, draft.options, call.node),
    client: client.client,
    generic: false,
    live: m.live,
  });
}

/** The parameters known so far: a chained request may be given more. */
function parameters(m: Machine, { brand, options, shape }: Draft, call: NativeArguments): ParameterSet {
  const known = parametersOf(m, brand.client.rules.options, options, shape, call);
  return shape.becomes === undefined ? known : { ...known, complete: false };
}

function sendList(
  m: Machine,
  object: HeapObject,
  brand: ClientBrand,
  shape: RequestShape,
  call: NativeArguments,
): Value {
  const { list: _list, ...single } = shape;
  const list = call.args[shape.url ?? 0];
  if (list?.kind === 'object' && list.elements !== undefined) {
    for (const element of elementsOf(m, list)) sendRequest(m, object, brand, single, { ...call, args: [element] });
  }
  return unknown('external-call', call.node, brand.client.client.client);
}
