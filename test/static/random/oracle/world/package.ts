import type { World } from './world.ts';

/** The members of the package that programs use. All take what they are given; they differ in what they give back. */
export function openPackage(world: World): Readonly<Record<string, unknown>> {
  const { dice, values } = world;
  const taking =
    (give: (args: readonly unknown[]) => unknown) =>
    (...args: unknown[]) => {
      world.take(args);
      return give(args);
    };
  const made = () => makeObject(world);
  const fail = (chance: number) => {
    if (dice.chance(chance)) throw Object.assign(new Error('failed'), { code: values.mode() });
  };
  return {
    read: taking(() => values.input()),
    kind: taking(() => values.mode()),
    list: taking(() => values.list()),
    same: taking(([first]) => first),
    wrap: taking(
      ([first]) =>
        (...args: unknown[]) =>
          typeof first === 'function' ? Reflect.apply(first, undefined, args) : undefined,
    ),
    wait: taking(() => world.promise(() => values.any())),
    load: taking(() => world.promise(() => values.input())),
    flush: taking(() => world.act()),
    risky: taking(() => fail(0.5)),
    each: taking(() => undefined),
    use: taking(() => dice.of([undefined, made()])),
    on: taking(() => undefined),
    register: taking(() => undefined),
    schedule: taking(() => undefined),
    create: taking(made),
    Base: baseOf(world),
  };
}

/** A class of the package's: it has whatever is made of it, and calls it later. */
function baseOf(world: World): unknown {
  return class Base {
    static register(...args: unknown[]) {
      world.take(args);
    }
    constructor(...args: unknown[]) {
      world.hold(this);
      world.take(args);
    }
    run(...args: unknown[]) {
      world.take(args);
    }
    start() {
      world.take([this]);
    }
  };
}

/** An object of which every member is a function that takes what it is given. */
function makeObject(world: World): object {
  const set = new Map<PropertyKey, unknown>();
  const object: object = new Proxy(
    {},
    {
      get: (_, name) => {
        if (set.has(name)) return set.get(name);
        // Were it thenable, nobody could wait for it.
        if (typeof name === 'symbol' || name === 'then' || name === 'toJSON') return undefined;
        return (...args: unknown[]) => {
          world.take(args);
          return object;
        };
      },
      set: (_, name, value) => {
        set.set(name, value);
        world.take([value]);
        return true;
      },
    },
  );
  return world.own(object);
}
