import type { Tree } from './fragment.ts';
import { Printer, tick } from './printer.ts';
import { type ModuleText, Writer } from './writer.ts';

/** A program as it is analysed, and as it is run. */
export interface Program {
  /** The text of each module; the first is where the program starts. */
  readonly files: Readonly<Record<string, string>>;
  readonly modules: readonly RunnableModule[];
  /** Everything that it may send, whether or not it ever does. */
  readonly written: readonly string[];
}

/** A module as the body of a function: what it imports is read from namespaces, each time anew. */
export interface RunnableModule {
  readonly path: string;
  readonly body: string;
  readonly library: readonly string[];
  /** Names of the namespaces that it reads, with the index of their module, in the order of its imports. */
  readonly namespaces: readonly { readonly name: string; readonly module: number }[];
  readonly exports: ReadonlyMap<string, string>;
}

export const packageName = 'some-lib';
const host = "const H = 'https://123-abc-456.mktorest.com';";

const moduleCounts: Readonly<Record<string, number>> = {
  'program: one module': 1,
  'program: two modules': 2,
  'program: three modules': 3,
};

/** Writes a program down, as text and as it is run. */
export function write(tree: Tree): Program {
  const writer = new Writer(moduleCounts[tree.fragment.name] ?? 1);
  const outside = { canAwait: false, input: undefined };
  for (const child of tree.children) writer.add(child.fragment.print(new Printer(child, writer, outside)));
  const texts = writer.modules.flatMap((module, index) =>
    index > 0 && module.body.length === 0 ? [] : [[module.path, asText(module, writer.modules)]],
  );
  return {
    files: Object.fromEntries(texts),
    modules: writer.modules.map((module) => asRunnable(module, writer.modules)),
    written: writer.requests,
  };
}

function asText(module: ModuleText, all: readonly ModuleText[]): string {
  const { library, imports, namespaces, exports, body } = module;
  const lines = effects(module, all).map((index) => `import '${specifier(all[index])}';`);
  if (library.size > 0) lines.push(`import { ${[...library].join(', ')} } from '${packageName}';`);
  for (const index of new Set(imports.values())) {
    const names = [...imports].filter(([, from]) => from === index).map(([name]) => name);
    lines.push(`import { ${names.join(', ')} } from '${specifier(all[index])}';`);
  }
  for (const index of namespaces) lines.push(`import * as all${index} from '${specifier(all[index])}';`);
  const exported = [...exports].map(([as, name]) => (as === name ? name : `${name} as ${as}`));
  const last = exported.length > 0 ? [`export { ${exported.join(', ')} };`] : [];
  return `${[...lines, host, ...body, ...last].join('\n').replaceAll(`${tick} `, '')}\n`;
}

/** The first module imports every other one, whether or not it needs something of it. */
function effects(module: ModuleText, all: readonly ModuleText[]): number[] {
  return module === all[0] ? all.flatMap((other, index) => (index > 0 && other.body.length > 0 ? [index] : [])) : [];
}

const specifier = (module: ModuleText | undefined) => `./${module?.path ?? ''}`;

function asRunnable(module: ModuleText, all: readonly ModuleText[]): RunnableModule {
  const { path, library, imports, namespaces, exports, body } = module;
  const needed = new Set([...effects(module, all), ...imports.values(), ...namespaces]);
  const own = (name: string) => {
    const whole = /^all(\d)$/.exec(name)?.[1];
    if (whole !== undefined) return `module$${whole}`;
    return imports.has(name) ? `module$${imports.get(name)}.${name}` : name;
  };
  const text = [host, ...body].join('\n').replaceAll(tick, 'tick();').replaceAll("import('", "loadModule('");
  return {
    path,
    // Names that are imported have a number of their own, and are the name of nothing else.
    body: text.replace(/\b[a-zA-Z]+\d+\b/g, own),
    library: [...library],
    namespaces: [...needed].map((index) => ({ name: `module$${index}`, module: index })),
    exports: new Map([...exports].map(([as, name]) => [as, own(name)])),
  };
}
