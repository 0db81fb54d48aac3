import { entriesOf } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { plainText, type Value } from '../value/value.ts';

/** A component's functions, each with the object that it runs on, and the apps that it only names. */
export interface ComponentView {
  readonly functions: readonly { readonly callee: Value; readonly self: HeapObject }[];
  readonly apps: readonly HeapObject[];
}

/**
 * Integration platforms and Vue run a component's functions on an object of their own: its methods, and under the
 * name of each of its `props` the app that the component uses, with that app's methods. For such a component, its
 * functions with that object; `undefined` for any other object. What `props` only names is not called.
 */
export function componentView(m: Machine, object: HeapObject): ComponentView | undefined {
  const methods = memberObject(m, object, 'methods');
  const props = memberObject(m, object, 'props') ?? memberObject(m, object, 'propDefinitions');
  const run = object.properties.get('run');
  if (methods === undefined && (props === undefined || run === undefined)) return undefined;
  const self = platformObject(m, object, methods);
  const apps: HeapObject[] = [];
  for (const [name, value] of props === undefined ? [] : entriesOf(m, props)) {
    const app = value.kind === 'object' ? memberObject(m, value, 'methods') : undefined;
    if (value.kind === 'object' && app !== undefined) {
      apps.push(value);
      self.properties.set(name, m.store.cell(platformObject(m, value, app)));
    } else
      self.properties.set(
        name,
        m.store.cell({
          kind: 'unknown',
          gap: { hole: 'input', name, at: value.kind === 'object' ? value.at : undefined },
        }),
      );
  }
  const own = entriesOf(m, object).filter(
    ([name]) => name !== 'props' && name !== 'propDefinitions' && name !== 'methods',
  );
  const members = [...own, ...(methods === undefined ? [] : entriesOf(m, methods))];
  return { functions: [...members.map(([, callee]) => ({ callee, self })), ...usedDefinitions(m, props)], apps };
}

/** `propDefinition: [app, 'campaignId']`: the app's definition of that prop, whose functions run on the app. */
function usedDefinitions(m: Machine, props: HeapObject | undefined): { callee: Value; self: HeapObject }[] {
  return (props === undefined ? [] : entriesOf(m, props)).flatMap(([, value]) => {
    const reference = value.kind === 'object' ? value.properties.get('propDefinition') : undefined;
    const list = reference === undefined ? undefined : m.store.read(reference);
    const [app, name] =
      list?.kind === 'object' && list.elements !== undefined ? list.elements.map((cell) => m.store.read(cell)) : [];
    const key = name === undefined ? undefined : plainText(name);
    if (app?.kind !== 'object' || key === undefined) return [];
    const definitions = memberObject(m, app, 'propDefinitions');
    const definition = definitions === undefined ? undefined : memberObject(m, definitions, key);
    const self = platformObject(m, app, memberObject(m, app, 'methods'));
    return definition === undefined ? [] : entriesOf(m, definition).map(([, callee]) => ({ callee, self }));
  });
}

/** What `this` is in a component: its own members, its methods beside them, and more that the platform adds. */
function platformObject(m: Machine, object: HeapObject, methods: HeapObject | undefined): HeapObject {
  const made = m.object(object.at);
  for (const [name, cell] of object.properties) made.properties.set(name, cell);
  for (const [name, cell] of methods?.properties ?? []) made.properties.set(name, cell);
  made.open = { hole: 'input', name: 'this', at: object.at };
  return made;
}

function memberObject(m: Machine, object: HeapObject, name: string): HeapObject | undefined {
  const cell = object.properties.get(name);
  const value = cell === undefined ? undefined : m.store.read(cell);
  return value?.kind === 'object' && value.brand === undefined && value.elements === undefined ? value : undefined;
}
