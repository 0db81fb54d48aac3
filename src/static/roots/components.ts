import { entriesOf } from '../heap/objects.ts';
import type { Footprint } from '../machine/footprint.ts';
import type { Machine } from '../machine/machine.ts';
import type { Callable, Reach } from '../opaque/reach.ts';
import { optionsOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { keyOf } from '../value/key-of.ts';
import type { Value } from '../value/value.ts';
import { type ComponentView, componentView } from './component-view.ts';

/** What a platform calls of the components that it reaches, and what nothing else is called on. */
export interface ComponentUse {
  readonly covered: ReadonlySet<Value>;
  readonly functions: readonly Callable[];
}

/** Members of a component of which the platform calls what its view says, on an object that it makes. */
const parts = new Set(['methods', 'props', 'propDefinitions']);

/**
 * A platform's components run their functions on an object that the platform makes; the apps that they name it only
 * offers to them. The same view is given for as long as a component is the same: what runs on it is a root of its own.
 */
export class Components {
  readonly #views = new Map<HeapObject, { readonly view: ComponentView | undefined; readonly footprint: Footprint }>();

  /** @param held what the platform has: an app that it has itself is a component like others */
  in(m: Machine, { objects }: Reach, held: Value): ComponentUse {
    const covered = new Set<Value>();
    const functions: Callable[] = [];
    for (const object of objects) {
      const view = covered.has(object) ? undefined : this.#viewOf(m, object);
      if (view === undefined) continue;
      covered.add(object);
      for (const [name, member] of entriesOf(m, object))
        if (parts.has(name) && member.kind === 'object') covered.add(member);
      for (const app of view.apps) {
        if (app === held) continue;
        for (const part of partsOf(m, app)) covered.add(part);
      }
      for (const { callee, self } of view.functions) functions.push(...callablesIn(callee, self));
    }
    return { covered, functions };
  }

  #viewOf(m: Machine, object: HeapObject): ComponentView | undefined {
    const known = this.#views.get(object);
    if (known !== undefined && !known.footprint.isStale((before, now) => keyOf(before) === keyOf(now)))
      return known.view;
    const { result: view, footprint } = m.store.noting(() => componentView(m, object));
    this.#views.set(object, { view, footprint });
    return view;
  }
}

function callablesIn(callee: Value, self: HeapObject): Callable[] {
  return optionsOf(callee).flatMap(({ value }) =>
    value.kind === 'object' && value.brand?.kind === 'function' ? [{ callee: value, self }] : [],
  );
}

const maxParts = 500;

/** An object and the plain objects that it holds. */
function partsOf(m: Machine, object: HeapObject): Set<HeapObject> {
  const found = new Set([object]);
  for (const part of found) {
    for (const [, member] of entriesOf(m, part))
      if (member.kind === 'object' && member.brand === undefined && found.size < maxParts) found.add(member);
  }
  return found;
}
