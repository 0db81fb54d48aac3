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
  return [...fields, ...scripts];
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
