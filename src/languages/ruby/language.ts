import type { Language } from '../registry.ts';

/**
 * Ruby, as far as it is known without a parser. Specifiers: `ruby:a/b` is what `require` names, `ruby:./b` what
 * `require_relative` does, `ruby:@A::B` a constant that may have a file of its own, `ruby:A` a constant of a library.
 */
export const ruby: Language = {
  id: 'ruby',
  title: 'Ruby',
  extensions: ['.rb', '.rake', '.ru'],
  grammar: 'tree-sitter-ruby.wasm',
  load: () => import('./front-end.ts'),
  leftOutFolders: ['.bundle'],
  testFile: /^(?:.*_spec|.*_test|test_.*|spec_helper|rails_helper)\.rb$/,
  constructorName: 'initialize',
  // A statement at the top, or a class that a framework starts.
  startsItself:
    /^#!|^(?!(?:require|require_relative|load|autoload|module|class|def|end|private|public|include|extend|begin|rescue|ensure|else|alias|undef)\b|[A-Z]\w*\s*=[^=>~]|[#=)}\]])[\w$@(]|^[ \t]*(?:class|include)\b[^\n]*(?:Job|Worker|Controller|Mailer|Channel|Thor)\b|\bdef\s+(?:self\.)?(?:perform|call)\b/m,
  specifiersIn,
  modulePaths,
  expectedName,
};

const requireLine = /\b(require|require_relative|load)\b[ \t(]*(['"])([^'"#\n]{1,300})\2/g;
const autoloadLine = /\bautoload\b[ \t(]*:\w+,[ \t]*(['"])([^'"#\n]{1,300})\1/g;
const moduleLine = /^([ \t]*)(?:module|class)[ \t]+([A-Z]\w*(?:::[A-Z]\w*)*)/gm;
const constantPath = /(?<![\w@$])[A-Z]\w*(?:::[A-Z]\w*)*/g;

function specifiersIn(text: string): string[] {
  const found = new Set<string>();
  for (const [, word, , path = ''] of text.matchAll(requireLine)) found.add(requireSpecifier(path, word ?? ''));
  for (const [, , path = ''] of text.matchAll(autoloadLine)) found.add(requireSpecifier(path, 'require'));
  const nests = nestingsIn(text);
  for (const [name] of text.replace(/^[ \t]*#.*$/gm, '').matchAll(constantPath))
    for (const nest of ['', ...nests]) found.add(autoloadSpecifier(nest, name));
  return [...found];
}

/** The modules and classes of a text by their whole names, as its indentation tells them. */
function nestingsIn(text: string): string[] {
  const open: { readonly indent: number; readonly name: string }[] = [];
  const found = new Set<string>();
  for (const [, indent = '', name = ''] of text.matchAll(moduleLine)) {
    while ((open.at(-1)?.indent ?? -1) >= indent.length) open.pop();
    const outer = open.at(-1)?.name;
    const whole = outer === undefined ? name : `${outer}::${name}`;
    open.push({ indent: indent.length, name: whole });
    for (let part = whole; part !== ''; part = part.slice(0, Math.max(0, part.lastIndexOf('::')))) found.add(part);
  }
  return [...found].slice(0, 12);
}

export function requireSpecifier(path: string, word: string): string {
  const plain = path.replace(/\.rb$/, '');
  return word === 'require_relative' || /^\.\.?\//.test(plain) ? `ruby:./${plain}` : `ruby:${plain}`;
}

/** What a constant is imported as that may have a file of its own. */
export function autoloadSpecifier(nest: string, name: string): string {
  return `ruby:@${nest === '' ? name : `${nest}::${name}`}`;
}

/** `HTTPClient`, `MarketoV2` as files are called: `http_client`, `marketo_v2`. */
function underscored(name: string): string {
  return name
    .replace(/([A-Z\d]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

const loadFolders = [
  ...['', 'lib', 'app/models', 'app/services', 'app/jobs', 'app/workers', 'app/lib', 'app/clients', 'app/controllers'],
  ...['app/helpers', 'app/models/concerns', 'app/controllers/concerns', 'app/service', 'app', 'src'],
];

function modulePaths(specifier: string, from: string): string[] {
  const name = specifier.slice('ruby:'.length);
  const folders = from.split('/').slice(0, -1);
  if (name.startsWith('./')) return relativePath(folders, name);
  if (/^[A-Z]/.test(name)) return [];
  const around = [...folders.map((_, index) => folders.slice(0, folders.length - index)), []];
  const files = name.startsWith('@') ? filesOf(name.slice(1)) : [name];
  const roots = around.flatMap((start) => loadFolders.map((folder) => [...start, folder].filter(Boolean).join('/')));
  return files.flatMap((file) => roots.map((root) => `${root === '' ? '' : `${root}/`}${file}.rb`));
}

/** A constant stands in the file of its own name, or in that of what it is in. */
function filesOf(constant: string): string[] {
  const parts = constant.split('::').map(underscored);
  return parts.length < 2 ? [parts.join('/')] : [parts.join('/'), parts.slice(0, -1).join('/')];
}

function relativePath(folders: readonly string[], name: string): string[] {
  const path = [...folders];
  for (const part of name.split('/')) {
    if (part === '..') {
      if (path.pop() === undefined) return [];
    } else if (part !== '.' && part !== '') path.push(part);
  }
  return [`${path.join('/')}.rb`];
}

function expectedName(specifier: string): string {
  if (/^ruby:@?[^/]*::/.test(specifier)) return '';
  const last = specifier.split(/[/:@]/).at(-1) ?? '';
  return specifier.startsWith('ruby:@') ? underscored(last) : last;
}
