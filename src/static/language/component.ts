import type { ts } from 'ts-morph';
import { entriesOf, setOwn } from '../heap/objects.ts';
import { chainOf } from '../heap/property.ts';
import { branchValues } from '../machine/branch.ts';
import type { Machine } from '../machine/machine.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { type Single, undefinedValue, type Value } from '../value/value.ts';
import { holderOf } from './holder.ts';

/**
 * A component that stands in markup: whoever renders it calls it with its props, any number of times. A component that
 * is not a function or a class of the program is handed out together with them.
 */
export function renderComponent(m: Machine, component: Value, props: HeapObject, node: ts.Node): void {
  for (const { value } of optionsOf(component)) {
    const result = rendered(m, value, props, node);
    // Of an instance whoever renders it calls what the base of its class is for.
    const isClass = value.kind === 'object' && value.brand?.kind === 'class';
    m.recorder.escapes(result, m.live, isClass ? { holder: 'framework' } : {});
  }
  // What it gives its own place to is the renderer's affair.
  const ref = props.properties.get('ref');
  if (ref !== undefined) m.recorder.escapes(m.store.read(ref), m.live);
}

/** What the renderer gets to hold. */
function rendered(m: Machine, component: Single, props: HeapObject, node: ts.Node): Value {
  const kind = component.kind === 'object' ? component.brand?.kind : undefined;
  const request = { self: undefinedValue, args: [props], node };
  if (kind === 'function') return perhaps(m, node, () => m.call(component, request));
  if (kind === 'class' && component.kind === 'object') {
    giveStatics(m, component);
    return perhaps(m, node, () => withProps(m, m.construct(component, request), props));
  }
  m.recorder.escapes(props, m.live, { holder: holderOf(component) });
  return component;
}

/** A renderer calls static functions of a class by name: what it says of itself, and how it answers to errors. */
function giveStatics(m: Machine, type: HeapObject): void {
  for (const at of chainOf(type)) {
    if (at.brand?.kind !== 'class') continue;
    for (const [, value] of entriesOf(m, at)) {
      const isFunction = value.kind === 'object' && value.brand?.kind === 'function';
      if (isFunction) m.recorder.escapes(value, m.live, { self: type });
    }
    for (const { get } of at.accessors.values()) if (get !== undefined) m.recorder.escapes(get, m.live, { self: type });
  }
}

function perhaps(m: Machine, node: ts.Node, run: () => Value): Value {
  const [result = undefinedValue] = branchValues(m, m.point(node), [run, () => undefinedValue]);
  return result;
}

/** The renderer sets `props` on an instance, whatever its constructor does with them. */
function withProps(m: Machine, instance: Value, props: HeapObject): Value {
  for (const { value } of optionsOf(instance)) if (value.kind === 'object') setOwn(m, value, 'props', props);
  return instance;
}
