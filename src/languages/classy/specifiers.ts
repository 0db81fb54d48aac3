/** What the head of a file says of the names in it. */
export interface Head {
  /** The package or namespaces of the file. */
  readonly own: readonly string[];
  /** Classes imported by name: where each is. */
  readonly named: ReadonlyMap<string, string>;
  /** Packages and namespaces all of whose classes are imported. */
  readonly stars: readonly string[];
}

/**
 * A specifier of a class: `java:a.b.C,d.C` where it may be in one of several packages. Which of them it is in only the
 * files and the rules can say.
 */
export function classSpecifier(language: string, name: string, { own, named, stars }: Head): string {
  const known = named.get(name);
  if (known !== undefined) return `${language}:${known}`;
  const packages = [...own, ...stars];
  return `${language}:${[...new Set(packages.map((one) => (one === '' ? name : `${one}.${name}`)))].join(',')}`;
}

/** The classes that a specifier may mean. */
export function classesOf(specifier: string): string[] {
  return specifier.slice(specifier.indexOf(':') + 1).split(',');
}

/**
 * The names under which rules and libraries may know a class: its own, and its package's.
 * @param specifier `java:a.b.C,d.C`
 */
export function moduleNamesOf(specifier: string): string[] {
  const colon = specifier.indexOf(':');
  const language = specifier.slice(0, colon);
  return classesOf(specifier).flatMap((name) => {
    const dot = name.lastIndexOf('.');
    return dot < 0 ? [`${language}:${name}`] : [`${language}:${name}`, `${language}:${name.slice(0, dot)}`];
  });
}

/** What is not closed goes on to the end: nothing is looked at twice. */
const commentOrText =
  /"""[\s\S]*?(?:"""|$)|@"(?:[^"]|"")*"?|"(?:\\.|[^"\\\n])*"|'(?:\\.[^'\n]{0,8}|[^'\\\n])'|\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*/g;

/** A text without its comments: what they mention is not used. */
function withoutComments(text: string): string {
  return text.replace(commentOrText, (found) => (found.startsWith('/') ? ' ' : found));
}

/**
 * What a class that is not among the files may be of, if that has a name like this: its own name, or a namespace that
 * is imported and is not the program's.
 */
export function libraryNamed(specifier: string, pattern: RegExp): string | undefined {
  const [own = '', ...others] = classesOf(specifier);
  if (others.length === 0) return pattern.test(own) ? own : undefined;
  const name = own.slice(own.lastIndexOf('.') + 1);
  if (pattern.test(name)) return name;
  const parts = own.split('.').slice(0, -1);
  const place = parts.findIndex((part) => pattern.test(part));
  const root = place < 0 ? undefined : parts.slice(0, place + 1).join('.');
  return others
    .map((other) => other.slice(0, Math.max(other.lastIndexOf('.'), 0)))
    .find((space) => pattern.test(space) && space !== root && !space.startsWith(`${root}.`));
}

/** Words of a text that may be names of classes. */
export function capitalised(text: string): Set<string> {
  return new Set(withoutComments(text).match(/(?<![\w.$])[A-Z]\w*/g) ?? []);
}

/** The file among those of a name that is nearest to another. */
export function nearest(paths: readonly string[], from: string): string | undefined {
  const shared = (path: string): number => {
    let length = 0;
    while (length < path.length && path[length] === from[length]) length += 1;
    return length;
  };
  return [...paths].sort((a, b) => shared(b) - shared(a) || (a < b ? -1 : 1))[0];
}
