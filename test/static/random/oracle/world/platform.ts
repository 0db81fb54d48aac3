import type { World } from './world.ts';

export type Platform = Readonly<Record<string, unknown>>;

/** What the platform brings, as far as programs use it: requests are noted, and nothing happens before its time. */
export function makePlatform(world: World): Platform {
  const later = (callback: unknown) => {
    if (typeof callback === 'function') world.later(() => callback());
  };
  const environment: Record<string, unknown> = Object.fromEntries(
    ['MODE', 'KIND'].flatMap((name) => (world.dice.chance(0.7) ? [[name, String(world.values.mode())]] : [])),
  );
  return {
    fetch: (url: unknown, options?: { readonly method?: unknown }) => {
      world.sent.add(`${String(options?.method ?? 'GET')} ${String(url)}`);
      return world.promise(() => answer(world));
    },
    process: {
      env: environment,
      on: (_: unknown, listener: unknown) => later(listener),
      once: (_: unknown, listener: unknown) => later(listener),
    },
    console: { log() {} },
    tick: () => world.tick(),
    globalThis: makeGlobal(world),
    setTimeout: later,
    setImmediate: later,
    queueMicrotask: (callback: () => unknown) =>
      void Promise.resolve()
        .then(callback)
        .catch(() => {}),
    setInterval: (callback: unknown) => {
      later(callback);
      later(callback);
    },
  };
}

function answer(world: World): unknown {
  return world.own({
    ok: true,
    status: 200,
    json: async () => world.values.input(),
    text: async () => String(world.values.mode()),
  });
}

/** The global object of the program alone; what is put there, other scripts find. */
function makeGlobal(world: World): object {
  return new Proxy(
    { addEventListener: (_: unknown, listener: unknown) => world.take([listener]) },
    {
      set: (target, name, value) => {
        world.hold(value);
        return Reflect.set(target, name, value);
      },
    },
  );
}
