import type { Program, RunnableModule } from '../grammar/program.ts';
import { openPackage } from './package.ts';
import { makePlatform, type Platform } from './platform.ts';
import { World } from './world.ts';

type Namespace = Record<string, unknown>;
type Body = (
  exports: Namespace,
  library: unknown,
  platform: Platform,
  namespaces: readonly Namespace[],
) => Generator<undefined, void>;

const GeneratorFunction = Object.getPrototypeOf(function* () {}).constructor as new (...texts: string[]) => unknown;

/** A program that is ready to be run, any number of times. */
export type Runnable = readonly { readonly module: RunnableModule; readonly body: Body }[];

/** @throws SyntaxError where the program is none: a mistake of the grammar. */
export function compile({ modules }: Program): Runnable {
  return modules.map((module) => ({ module, body: compileModule(module) }));
}

function compileModule({ body, library, namespaces, exports }: RunnableModule): Body {
  const getters = [...exports].map(([as, name]) => `get ${JSON.stringify(as)}() { return ${name}; }`);
  const text = `'use strict';
const { ${library.join(', ')} } = library;
const { fetch, process, console, globalThis, setTimeout, setInterval, setImmediate, queueMicrotask, tick, loadModule } = platform;
const [${namespaces.map(({ name }) => name).join(', ')}] = namespaces;
Object.defineProperties(exports, Object.getOwnPropertyDescriptors({ ${getters.join(', ')} }));
yield;
${body}`;
  // The program is one that the test wrote itself.
  return new GeneratorFunction('exports', 'library', 'platform', 'namespaces', text) as Body;
}

/** Really runs a program once, as the seed decides, and gives what it sends: "GET https://...". */
export async function run(
  program: Runnable,
  seed: number,
  isEnabled: (name: string) => boolean,
): Promise<ReadonlySet<string>> {
  const world = new World(seed, isEnabled);
  const namespaces: Namespace[] = program.map(() => ({}));
  const library = openPackage(world);
  const loadModule = async (specifier: string) => {
    const index = program.findIndex(({ module }) => `./${module.path}` === specifier);
    return namespaces[index];
  };
  const platform = { ...makePlatform(world), loadModule };
  const bodies = program.map(({ module, body }, index) =>
    body(
      namespaces[index] ?? {},
      library,
      platform,
      module.namespaces.map((needed) => namespaces[needed.module] ?? {}),
    ),
  );
  // As engines do: first all functions of all modules are there, then modules run, what is imported before who imports.
  const started = new Set<number>();
  const start = (index: number): void => {
    if (started.has(index)) return;
    started.add(index);
    for (const needed of program[index]?.module.namespaces ?? []) start(needed.module);
    bodies[index]?.next();
  };
  try {
    for (const body of bodies) body.next();
    start(0);
    world.hold(namespaces[0]);
    for (const name of Object.keys(namespaces[0] ?? {})) world.hold(namespaces[0]?.[name]);
  } catch {
    // A program that does not start has still sent what it sent.
  }
  // Between two steps of the world the program gets some way, not always to where it waits.
  do for (let turns = world.dice.below(16); turns > 0; turns -= 1) await null;
  while (world.step());
  await new Promise((resolve) => setImmediate(resolve));
  return world.sent;
}
