import { recordOf, textOf, textsOf } from './json-shape.ts';
import { nameOf } from './paths.ts';

/** Files that say how a program is started, apart from package.json. They are only searched for the names of modules. */
const starterName =
  /^(?:Dockerfile.*|Procfile|serverless\.(?:ya?ml|json|ts|js)|template\.ya?ml|function\.json|wrangler\.(?:toml|jsonc?)|app\.ya?ml|(?:docker-)?compose.*\.ya?ml|ecosystem\.config\.[cm]?js)$/s;
const workflow = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/;

export function isStarter(path: string): boolean {
  return starterName.test(nameOf(path)) || (path.endsWith('ml') && workflow.test(path));
}

/** A module that a configuration names, relative to the folder of that configuration, and how it is named there. */
export interface NamedModule {
  readonly path: string;
  readonly reason: string;
}

/** The modules that a package.json names: what a user of the package, its commands and its scripts can start. */
export function modulesOfManifest(manifest: Readonly<Record<string, unknown>>): NamedModule[] {
  const named = (field: string): NamedModule[] =>
    [...leaves(manifest[field], 0)].map((path) => ({ path, reason: `${field} of package.json` }));
  const scripts = Object.values(recordOf(manifest['scripts'])).flatMap((script) =>
    modulesIn(textOf(script) ?? '').map((path) => ({ path, reason: 'script of package.json' })),
  );
  const fields = ['bin', 'main', 'module', 'source', 'exports', 'browser'].flatMap(named);
  const others = Object.keys(manifest).filter((field) => !fieldsOfOthers.has(field) && field !== 'scripts');
  const hosted = others.flatMap(named).filter(({ path }) => namesModule(path));
  return [...fields, ...hosted.filter(({ path }) => !fields.some((field) => field.path === path)), ...scripts];
}

/**
 * Fields whose files no host of the package loads: npm's own and those of tools that check, build and test it. Any other
 * field is taken for that of a host which loads what is named there, as n8n does with `n8n.nodes` and `n8n.credentials`.
 */
const fieldsOfOthers = new Set([
  ...['types', 'typings', 'typesVersions', 'files', 'man', 'directories', 'sideEffects', 'repository', 'imports'],
  ...['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies', 'overrides', 'resolutions'],
  ...[
    'jest',
    'ava',
    'mocha',
    'tap',
    'nyc',
    'c8',
    'vitest',
    'karma',
    'babel',
    'eslintConfig',
    'prettier',
    'xo',
    'standard',
  ],
  ...['lint-staged', 'husky', 'stylelint', 'commitlint', 'release', 'tsup', 'postcss', 'nodemonConfig', 'size-limit'],
  ...[
    'description',
    'keywords',
    'author',
    'contributors',
    'homepage',
    'bugs',
    'config',
    'ts-node',
    'esbuild',
    'rollup',
  ],
]);

function namesModule(path: string): boolean {
  return /\.[mc]?[jt]sx?$/.test(path) && !/\.d\.[mc]?ts$/.test(path) && !path.includes(':');
}

function* leaves(value: unknown, depth: number): Generator<string> {
  if (depth > 8) return;
  yield* textsOf(value).filter((text) => !text.includes('*'));
  const values = Array.isArray(value)
    ? value.filter((item) => typeof item === 'object')
    : Object.values(recordOf(value));
  for (const item of values) yield* leaves(item, depth + 1);
}

/** Paths of modules in a command line, a Dockerfile, a workflow: whatever ends as modules do. */
const modulePath = /(?<![\w@./-])(?:\.{1,2}\/)?[\w@+-][\w@./+-]{0,200}\.[mc]?[jt]sx?(?![\w.-])/g;
/** `handler: src/sync.run` of the Serverless Framework, `Handler: sync.handler` of CloudFormation. */
const handler = /\bhandler['"]?\s{0,9}:\s{0,9}['"]?([\w@./-]{1,200})\.[\w$]{1,80}/gi;
const codeUri = /\bCodeUri['"]?\s{0,9}:\s{0,9}['"]?([\w@./-]{1,200})/g;

/** The paths of modules that a text names. */
export function modulesIn(text: string): string[] {
  const handlers = [...text.matchAll(handler)].flatMap(([, path]) => path ?? []);
  const folders = [...text.matchAll(codeUri)].flatMap(([, folder]) => folder?.replace(/\/$/, '') ?? []);
  const inFolders = folders.flatMap((folder) => handlers.map((path) => `${folder}/${path}`));
  return [...new Set([...[...text.matchAll(modulePath)].map(([path]) => path), ...handlers, ...inFolders])];
}
