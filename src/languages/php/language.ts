import type { Language } from '../registry.ts';
import { baseNames, includedTail } from './names.ts';

/**
 * PHP, as far as it is known without a parser. A specifier is what the lowered code imports: `php:./inc/x.php` for an
 * included file, `php:Acme\Client` for a class, which is loaded by its name.
 */
export const php: Language = {
  id: 'php',
  title: 'PHP',
  extensions: ['.php', '.inc', '.phtml'],
  grammar: 'tree-sitter-php.wasm',
  constructorName: '__construct',
  load: () => import('./front-end.ts'),
  leftOutFolders: ['vendor'],
  testFile: /(?:Test|Spec|TestCase|Cest)\.php$/,
  // A statement at the top, or a class that a framework starts.
  startsItself:
    /^#!|^(?:<\?(?:php|=)?[ \t]*)?(?:[$(\\]|(?!(?:declare|defined|define|function|require|require_once|include|include_once|class_exists)\b)[a-z_]\w*(?:::\w+)?\s*\()|^(?:echo|print|return|exit|die)\b|#\[|@Route\b|\b(?:class|extends|implements)\s[^{;]{0,300}(?:Command|Controller|Job|Listener|Subscriber|Middleware|Handler|Plugin|Provider|ShouldQueue)\b/m,
  specifiersIn,
  modulePaths,
  expectedName,
  namesOfFile,
};

const include = /\b(?:require|include)(?:_once)?\b([^;]{1,300})/g;
const namespaceLine = /^[ \t]*(?:<\?php\s+)?namespace\s+([\w\\]{1,200})/m;
const useLine = /^[ \t]*use\s+(?!function\b|const\b)([^;()]{1,2000});/gm;
const className =
  /(?:\b(?:new|extends|implements|instanceof|use|catch)\s+|[(,|?:&]\s*|^[ \t]*|\b)(\\?[A-Z]\w*(?:\\\w+)*)/gm;

function specifiersIn(text: string): string[] {
  const found = new Set<string>();
  for (const [, written = ''] of text.matchAll(include)) {
    const tail = includedTail(written);
    if (tail !== undefined) found.add(`php:./${tail}`);
  }
  const namespace = namespaceLine.exec(text)?.[1] ?? '';
  const uses = usesIn(text);
  for (const name of uses.values()) found.add(classSpecifier(name, namespace));
  for (const [, written = ''] of used(text).matchAll(className)) {
    if (found.size > maxNames) break;
    const name = fullName(written, namespace, uses);
    if (!baseNames.has(name)) found.add(classSpecifier(name, namespace));
  }
  return [...found];
}

const maxNames = 400;
const commentOrText =
  /'(?:\\[\s\S]|[^'\\])*'|"(?:\\[\s\S]|[^"\\])*"|\/\*[\s\S]*?(?:\*\/|(?![\s\S]))|(?:\/\/|#(?!\[))[^\n]*|^[ \t]*(?:<\?php\s+)?namespace\s[^;{]*/gm;

/** What of a text uses classes: neither comments, nor the name of its own namespace. */
function used(text: string): string {
  return text.replace(commentOrText, (found) => (/^['"]/.test(found) ? found : ' '));
}

function usesIn(text: string): Map<string, string> {
  const uses = new Map<string, string>();
  for (const [, list = ''] of text.matchAll(useLine)) {
    const [, prefix = '', inner] = /^([\w\\]*)\{([^}]*)\}$/.exec(list.replace(/\s+/g, ' ')) ?? [];
    for (const part of (inner ?? list).split(',')) {
      const [, name = '', alias] = /^\s*\\?([\w\\]+)(?:\s+as\s+(\w+))?\s*$/.exec(part) ?? [];
      if (name !== '') uses.set(alias ?? name.split('\\').at(-1) ?? name, prefix + name);
    }
  }
  return uses;
}

/** The whole name of a class, by the namespace and the imports of its file. */
export function fullName(written: string, namespace: string, uses: ReadonlyMap<string, string>): string {
  if (written.startsWith('\\')) return written.slice(1);
  const [first = '', ...rest] = written.split('\\');
  if (first === 'namespace') return [namespace, ...rest].join('\\');
  const known = uses.get(first);
  if (known !== undefined) return [known, ...rest].join('\\');
  return namespace === '' || baseNames.has(written) ? written : `${namespace}\\${written}`;
}

/** Namespaces of libraries: their classes are in no file of the program, however it is called. */
const libraries =
  /^(?:GuzzleHttp|Guzzle|Symfony|Illuminate|Psr|Doctrine|Monolog|Laravel|Buzz|Httpful|Carbon|PHPUnit|Twig|Composer|Http|Nyholm|League|Zend|Laminas|Drupal\\Core)\\/;

/**
 * How the lowered code imports a class. How deep the file's own namespace is, as far as both begin alike, says how many
 * folders up the class is; it stands behind the name.
 */
export function classSpecifier(name: string, namespace: string): string {
  const own = namespace === '' ? [] : namespace.split('\\');
  const other = name.split('\\');
  let common = 0;
  while (common < own.length && common < other.length - 1 && own[common] === other[common]) common += 1;
  const ups = common === 0 && own.length + other.length > 1 ? '' : `#${own.length - common}`;
  return `php:${name}${ups}`;
}

function modulePaths(specifier: string, from: string): string[] {
  const name = specifier.slice('php:'.length);
  const folders = from.split('/').slice(0, -1);
  if (name.startsWith('./')) return around(folders).map((folder) => normal([...folder, ...name.slice(2).split('/')]));
  const [plain = '', ups] = name.split('#');
  if (libraries.test(plain)) return [];
  const parts = plain.split('\\');
  const near = ups === undefined || parts.length < 2 ? [] : nearby(parts, folders, Number(ups));
  return [...near, ...byConvention(parts, folders)];
}

/** PSR-4: from the folder where both names begin to differ. */
function nearby(parts: readonly string[], folders: readonly string[], ups: number): string[] {
  const start = folders.slice(0, Math.max(0, folders.length - ups));
  return parts.slice(1).map((_, index) => `${[...start, ...parts.slice(parts.length - 1 - index)].join('/')}.php`);
}

/** The folders around a file, nearest first. */
function around(folders: readonly string[]): string[][] {
  return [...folders.map((_, index) => folders.slice(0, folders.length - index)), []];
}

const usual = ['', 'src', 'lib', 'app', 'includes', 'inc', 'classes', 'include', 'library', 'src/includes'];

// Acme\Api_Client  ⇒  Acme/Api_Client.php, Api_Client.php, Acme/Api/Client.php, class-api-client.php
function byConvention(parts: readonly string[], folders: readonly string[]): string[] {
  const last = parts.at(-1) ?? '';
  const tails = parts.map((_, index) => `${parts.slice(index).join('/')}.php`);
  const dashed = last.toLowerCase().replaceAll('_', '-');
  const split = last.includes('_') ? [`${last.replaceAll('_', '/')}.php`] : [];
  const files = [
    ...[...tails, ...split, `class-${dashed}.php`, `class.${dashed}.php`, `${dashed}.php`, `class-${last}.php`],
    ...[
      `${last}.class.php`,
      `class.${last}.php`,
      `${last.toLowerCase()}.php`,
      `${last}.inc`,
      `interface-${dashed}.php`,
    ],
    ...[`trait-${dashed}.php`, `abstract-${dashed}.php`, `${lowerFolders(parts)}.php`],
  ];
  return around(folders).flatMap((folder) =>
    usual.flatMap((sub) => files.map((file) => [...folder, sub, file].filter(Boolean).join('/'))),
  );
}

// Acme\\Api_Client  ⇒  apiclient;  ./inc/class-api.php  ⇒  api
function expectedName(specifier: string): string {
  const [name = ''] = specifier.slice('php:'.length).split('#');
  return plainName(name.startsWith('./') ? (name.split('/').at(-1) ?? '') : (name.split('\\').at(-1) ?? ''));
}

/** Every name under which {@link modulePaths} may ask for a file: `Acme_Api_Client` may be in `Acme/Api/Client.php`. */
function namesOfFile(path: string): string[] {
  const parts = path.split('/').map(plainName).slice(-deepest);
  return parts.map((_, index) => parts.slice(index).join(''));
}

const deepest = 5;

/** What all the ways to call the file of a class have in common. */
function plainName(name: string): string {
  const plain = name.replace(/^(?:class|interface|trait|abstract)[-.](?=.)/, '').replace(/(?:\.class)?\.\w+$/, '');
  return plain.toLowerCase().replaceAll(/[-_]/g, '');
}

function lowerFolders(parts: readonly string[]): string {
  return [...parts.slice(0, -1).map((name) => name.toLowerCase()), parts.at(-1) ?? ''].join('/');
}

function normal(parts: readonly string[]): string {
  const kept: string[] = [];
  for (const one of parts) {
    if (one === '..') kept.pop();
    else if (one !== '.' && one !== '') kept.push(one);
  }
  return kept.join('/');
}
