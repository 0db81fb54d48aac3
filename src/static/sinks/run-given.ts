import type { ts } from 'ts-morph';
import type { RunRules } from '../contract/client-rules.ts';
import { elementsOf } from '../heap/list.ts';
import { branchValues } from '../machine/branch.ts';
import { callsOf } from '../machine/frame.ts';
import type { Machine } from '../machine/machine.ts';
import { textOf } from '../natives/text-of.ts';
import { giveToClient } from '../opaque/escape.ts';
import type { ClientBrand, NativeArguments } from '../value/brand.ts';
import { mapValue, optionsOf } from '../value/choice.ts';
import { undefinedValue, unknown, type Value } from '../value/value.ts';
import { isUnset, readPath } from './client-options.ts';

/** Runs the function that is to ask for what an argument names. */
export function runGiven(m: Machine, { client }: ClientBrand, rules: RunRules, call: NativeArguments): Value {
  const { args, node } = call;
  const name = client.client.client;
  const asked = given(m, args[rules.gets] ?? undefinedValue, node);
  const callee = functionAmong(m, rules, call);
  if (callee === undefined) recordAsked(m, name, asked, node);
  else {
    const rest = unknown('external-call', node, name);
    const run = (list: readonly Value[]) => m.call(callee, { self: undefinedValue, args: [...list, rest], node });
    const isList = asked.kind === 'object' && asked.elements !== undefined && rules.spread === true;
    const ways = [() => run([asked]), ...(isList ? [() => run(elementsOf(m, asked))] : [])];
    branchValues(m, m.point(node), [...ways, () => undefinedValue]);
  }
  giveToClient(
    m,
    args.filter((arg) => arg !== callee),
    node,
  );
  return unknown('external-call', node, name);
}

/** What an argument is, or what it gives where it is a function. */
export function given(m: Machine, value: Value, node: ts.Node): Value {
  return mapValue(value, (single) => {
    if (single.kind !== 'object' || single.brand?.kind !== 'function') return single;
    const nothing = unknown('external-call', node);
    return m.call(single, { self: undefinedValue, args: [nothing, nothing], node });
  });
}

function functionAmong(m: Machine, { functions }: RunRules, { args, node }: NativeArguments): Value | undefined {
  for (const { argument, option } of functions) {
    const value = args[argument];
    const found = value === undefined || option === undefined ? value : readPath(m, value, option, node);
    if (found !== undefined && !isUnset(found) && optionsOf(found).some(isFunction)) return found;
  }
  return undefined;
}

function isFunction({ value }: ReturnType<typeof optionsOf>[number]): boolean {
  return value.kind === 'unknown' || (value.kind === 'object' && value.brand !== undefined);
}

/** Something else asks for it, and how is not known. */
function recordAsked(m: Machine, client: string, asked: Value, node: ts.Node): void {
  const parts = asked.kind === 'object' && asked.elements !== undefined ? elementsOf(m, asked).slice(0, 1) : [asked];
  for (const part of parts) {
    if (isUnset(part)) continue;
    m.recorder.add({
      kind: 'request',
      node,
      calls: callsOf(m.frames),
      url: textOf(m, part),
      method: unknown('external-call', node, `${client}: method`),
      defaultMethod: 'GET',
      parameters: { names: [], complete: false },
      credentials: { headers: [], names: [] },
      client,
      generic: true,
      live: m.live,
    });
  }
}
