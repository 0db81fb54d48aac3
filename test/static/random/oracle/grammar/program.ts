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
    modules: writer.modules.map((module, index) => asRunnable(module, index, writer.modules)),
    written: writer.requests,
  };
}

function asText({ path, library, imports, exports, body }: ModuleText, all: readonly ModuleText[]): string {
  const lines: string[] = [];
  if (path === all[0]?.path)
    for (const other of all.slice(1)) if (other.body.length > 0) lines.push(`import './${other.path}';`);
  if (library.size > 0) lines.push(`import { ${[...library].join(', ')} } from '${packageName}';`);
  for (const module of new Set(imports.values())) {
    const names = [...imports].filter(([, from]) => from === module).map(([name]) => name);
    lines.push(`import { ${names.join(', ')} } from './${all[module]?.path ?? ''}';`);
  }
  const exported = [...exports].map(([as, name]) => (as === name ? name : `${name} as ${as}`));
  if (exported.length > 0) body = [...body, `export { ${exported.join(', ')} };`];
  return `${[...lines, host, ...body].join('\n').replaceAll(`${tick} `, '')}\n`;
}

function asRunnable(module: ModuleText, index: number, all: readonly ModuleText[]): RunnableModule {
  const { path, library, imports, exports, body } = module;
  const all0 = index === 0 ? all.flatMap((other, at) => (at > 0 && other.body.length > 0 ? [at] : [])) : [];
  const own = (name: string) => (imports.has(name) ? `module$${imports.get(name)}.${name}` : name);
  return {
    path,
    // Names that are imported have a number of their own, and are the name of nothing else.
    body: [host, ...body]
      .join('\n')
      .replaceAll(tick, 'tick();')
      .replace(/\b[a-zA-Z]+\d+\b/g, own),
    library: [...library],
    namespaces: [...new Set([...all0, ...imports.values()])].map((from) => ({ name: `module$${from}`, module: from })),
    exports: new Map([...exports].map(([as, name]) => [as, own(name)])),
  };
}
