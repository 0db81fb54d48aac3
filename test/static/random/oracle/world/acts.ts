import { modes } from '../vocabulary.ts';
import type { Held, World } from './world.ts';

/** Something that code outside may do with a value that it got hold of. */
export interface Act {
  readonly name: string;
  readonly weight: number;
  readonly applies: (value: unknown) => boolean;
  readonly run: (world: World, held: Held) => void;
}

const isFunction = (value: unknown): value is (...args: unknown[]) => unknown =>
  typeof value === 'function' && !isClass(value);
const isClass = (value: unknown): value is new (...args: unknown[]) => object =>
  typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const hasMembers = (value: unknown): value is object => isObject(value) || typeof value === 'function';
const isPlain = (value: unknown): value is Record<PropertyKey, unknown> =>
  hasMembers(value) && !(value instanceof Promise);

/** Each may be switched off by its name, as "act: write". */
export const acts: readonly Act[] = [
  {
    name: 'call',
    weight: 12,
    applies: isFunction,
    run: (world, { value, self }) => world.hold(Reflect.apply(value as () => unknown, self, world.values.arguments())),
  },
  {
    name: 'call a method',
    weight: 12,
    applies: hasMembers,
    run: (world, { value }) => {
      const name = world.dice.of(publicNames(value));
      if (name === undefined) return;
      const method: unknown = Reflect.get(value as object, name);
      if (isFunction(method)) world.hold(Reflect.apply(method, value, world.values.arguments()));
      else world.hold(method, value);
    },
  },
  {
    name: 'construct',
    weight: 8,
    applies: isClass,
    run: (world, { value }) => world.hold(Reflect.construct(value as new () => object, world.values.arguments())),
  },
  {
    name: 'extend',
    weight: 2,
    applies: isClass,
    run: (world, { value }) => world.hold(new (class extends (value as new (...args: unknown[]) => object) {})()),
  },
  {
    name: 'write',
    weight: 5,
    applies: isPlain,
    run: (world, { value }) => {
      const object = value as Record<PropertyKey, unknown>;
      const names = Reflect.ownKeys(object).filter((name) => Reflect.getOwnPropertyDescriptor(object, name)?.writable);
      const name = world.dice.of(names.filter((own) => own !== 'length' && own !== 'prototype' && own !== 'name'));
      if (name !== undefined) Reflect.set(object, name, world.values.like(object[name]));
    },
  },
  {
    name: 'set an accessor',
    weight: 2,
    applies: isPlain,
    run: (world, { value }) => {
      const name = world.dice.of(settersOf(value));
      if (name !== undefined) Reflect.set(value as object, name, world.values.mode());
    },
  },
  {
    name: 'add a property',
    weight: 2,
    applies: isPlain,
    run: (world, { value }) => Reflect.set(value as object, 'mode', world.dice.of(modes)),
  },
  {
    name: 'delete',
    weight: 0.5,
    applies: isObject,
    run: (world, { value }) => {
      const name = world.dice.of(Reflect.ownKeys(value as object));
      if (name !== undefined && !Array.isArray(value)) Reflect.deleteProperty(value as object, name);
    },
  },
  {
    name: 'iterate',
    weight: 4,
    applies: (value) => hasMembers(value) && Symbol.iterator in value,
    run: (world, { value }) => {
      let left = world.dice.below(4);
      for (const item of value as Iterable<unknown>) {
        world.hold(item);
        if (left-- <= 0) break;
      }
    },
  },
  {
    name: 'iterate later',
    weight: 4,
    applies: (value) => hasMembers(value) && Symbol.asyncIterator in value,
    run: (world, { value }) => {
      const left = world.dice.below(3);
      world.follow(
        (async () => {
          let round = 0;
          for await (const item of value as AsyncIterable<unknown>) {
            world.hold(item);
            if (round++ >= left) break;
          }
        })(),
      );
    },
  },
  {
    name: 'await',
    weight: 4,
    applies: (value) => isObject(value) && 'then' in value,
    run: (world, { value }) => world.follow((async () => world.hold(await (value as PromiseLike<unknown>)))()),
  },
  {
    name: 'make a text of',
    weight: 2,
    applies: isObject,
    run: (_, { value }) => void `${value}`,
  },
  {
    name: 'make JSON of',
    weight: 2,
    applies: isObject,
    run: (_, { value }) => void JSON.stringify(value),
  },
  {
    name: 'copy',
    weight: 1,
    applies: isObject,
    run: (world, { value }) => world.hold({ ...(value as object) }),
  },
  {
    name: 'take elements',
    weight: 4,
    applies: (value) => Array.isArray(value) || value instanceof Map || value instanceof Set,
    run: (world, { value }) => {
      const items = Array.isArray(value) ? value : [...(value as Map<unknown, unknown> | Set<unknown>).values()];
      for (const item of items) world.hold(item, value);
    },
  },
  {
    name: 'change a collection',
    weight: 4,
    applies: (value) => Array.isArray(value) || value instanceof Map || value instanceof Set,
    run: (world, { value }) => {
      const { dice, values } = world;
      if (Array.isArray(value)) {
        if (dice.chance(0.5)) value.push(values.like(value.at(-1)));
        else if (value.length > 0) value[dice.below(value.length)] = values.like(value[0]);
      } else if (value instanceof Map) {
        const key = dice.of([...value.keys()]);
        if (dice.chance(0.8)) value.set(key, values.like(value.get(key)));
        else value.delete(key);
      } else (value as Set<unknown>).add(values.any());
    },
  },
];

/** What of a value anybody can name: own members and inherited ones, without those that every object has. */
function publicNames(value: unknown): PropertyKey[] {
  const names = new Set<PropertyKey>();
  for (let at: unknown = value; isOwn(at); at = Reflect.getPrototypeOf(at as object))
    for (const name of Reflect.ownKeys(at as object)) names.add(name);
  for (const name of typeof value === 'function' ? ['length', 'name', 'prototype', 'arguments', 'caller'] : [])
    names.delete(name);
  names.delete('constructor');
  return [...names];
}

const builtIn = new Set<unknown>(
  [Object, Function, Array, Map, Set, Promise, Error, Date, RegExp].map((type) => type.prototype),
);

/** Whether an object on the way up is still one of the program's. */
function isOwn(at: unknown): boolean {
  return hasMembers(at) && !builtIn.has(at);
}

function settersOf(value: unknown): PropertyKey[] {
  const names: PropertyKey[] = [];
  for (let at: unknown = value; isOwn(at); at = Reflect.getPrototypeOf(at as object))
    for (const name of Reflect.ownKeys(at as object))
      if (Reflect.getOwnPropertyDescriptor(at as object, name)?.set !== undefined) names.push(name);
  return names;
}
