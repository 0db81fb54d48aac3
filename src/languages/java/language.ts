import { capitalised, classesOf, classSpecifier, type Head, moduleNamesOf, nearest } from '../classy/specifiers.ts';
import type { Language } from '../registry.ts';

/** Java, as far as it is known without a parser. */
export const java: Language = {
  id: 'java',
  title: 'Java',
  extensions: ['.java'],
  grammar: 'tree-sitter-java.wasm',
  constructorName: '__init__',
  load: () => import('./front-end.ts'),
  leftOutFolders: ['.gradle', '.mvn'],
  ownLeftOutFolders: ['target'],
  testFile: /(?:^|\/)(?:Test\w+|\w+(?:Tests?|IT|TestCase))\.java$/,
  // A program's beginning, or a class that a framework makes and calls.
  startsItself:
    /\bmain\s*\(|@(?!(?:Override|Deprecated|SuppressWarnings|FunctionalInterface|SafeVarargs|Nullable|Nonnull|NonNull|NotNull|JsonProperty|JsonIgnore\w*|JsonInclude|SerializedName|Getter|Setter|Data|Value|Builder|ToString|\w*ArgsConstructor|EqualsAndHashCode|Slf4j)\b)[A-Z]\w*|\bextends\s+\w*(?:Servlet|Activity|Verticle|Job\w*|Route\w*|Application)\b|\b(?:Job|Tasklet|ItemReader|ItemWriter|ItemProcessor|Processor|RequestHandler\w*|RequestStreamHandler|CommandLineRunner|ApplicationRunner|Runnable|Callable|Filter|HandlerInterceptor)\b/,
  specifiersIn,
  modulePaths: () => [],
  moduleIn,
  moduleNames: moduleNamesOf,
};

/** The package and the imports of a file. */
export function headOf(
  text: string,
): Head & { readonly statics: ReadonlyMap<string, string>; readonly staticStars: readonly string[] } {
  const own = /^[ \t]*package\s+([\w.]+)\s*;/m.exec(text)?.[1] ?? '';
  const named = new Map<string, string>();
  const stars: string[] = [];
  const statics = new Map<string, string>();
  const staticStars: string[] = [];
  for (const [, isStatic, path = ''] of text.matchAll(/^[ \t]*import\s+(static\s+)?([\w.]+(?:\.\*)?)\s*;/gm)) {
    const last = path.split('.').at(-1) ?? '';
    const before = path.slice(0, -last.length - 1);
    const name = before.split('.').at(-1) ?? '';
    if (isStatic !== undefined) {
      named.set(name, before);
      if (last === '*') staticStars.push(name);
      else statics.set(last, name);
    } else if (last === '*') stars.push(before);
    else named.set(last, path);
  }
  return { own: [own], named, stars: [...stars, 'java.lang'], statics, staticStars };
}

function specifiersIn(text: string): string[] {
  const head = headOf(text);
  const names = new Set([...capitalised(text), ...head.named.keys()]);
  return [...names].map((name) => classSpecifier('java', name, head));
}

/** The file of a class is called as it is, in a folder for its package, wherever the sources begin. */
function moduleIn(specifier: string, from: string, named: (fileName: string) => readonly string[]): string | undefined {
  for (const name of classesOf(specifier)) {
    const parts = name.split('.');
    for (let length = parts.length; length > 0; length -= 1) {
      const path = `${parts.slice(0, length).join('/')}.java`;
      const file = path.slice(path.lastIndexOf('/') + 1);
      if (!/^[A-Z]/.test(file)) break;
      const found = named(file).filter((one) => one === path || one.endsWith(`/${path}`));
      if (found.length > 0) return nearest(found, from);
    }
  }
  // Files that were copied together lie in one folder, whatever their package.
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  const beside = `${classesOf(specifier)[0]?.split('.').at(-1) ?? ''}.java`;
  return named(beside).find((one) => one === folder + beside);
}
