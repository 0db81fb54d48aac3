import type { TreeFile } from '../integration.ts';
import type { Random } from '../random.ts';
import { decoyLine } from './decoys.ts';
import { otherFile, packagePapers } from './other-files.ts';
import { type Blocks, makeBody } from './source-text.ts';
import { areas, capitalized, externals, nouns, verbs } from './words.ts';

/** A package that others can import. */
export interface Package {
  readonly number: number;
  readonly folder: string;
  readonly name: string;
}

/** A module of a package: where it stands from the package's folder, without its ending, and what it exports. */
interface Module {
  readonly path: string;
  readonly ending: string;
  readonly exported: string;
}

const sourcesInFolder = [2, 8] as const;
/** So many files that are no sources stand beside each source. */
const othersBeside = 0.34;
const testShare = 0.2;

/** One package: about so many sources in nested folders, each of which imports some that came before it. */
export function* packageFiles(
  own: Package,
  sources: number,
  dependencies: readonly Package[],
  random: Random,
  blocks: Blocks,
): Generator<TreeFile> {
  const { folder, name } = own;
  yield [`${folder}/package.json`, manifest(own, dependencies)];
  yield [
    `${folder}/tsconfig.json`,
    '{ "extends": "../../../tsconfig.json", "compilerOptions": { "composite": true } }\n',
  ];
  yield* packagePapers(random, folder, name);
  yield* leftovers(random, folder);
  const made: Module[] = [];
  for (let left = sources - 1; left > 0; ) {
    const inner = innerFolder(random);
    for (let rest = Math.min(left, random.between(...sourcesInFolder)); rest > 0; rest--, left--) {
      const module = makeModule(random, inner, made.length);
      const file = `${folder}/${module.path}`;
      const isTested = rest > 1 && random.chance(testShare / (1 - testShare));
      yield [file + module.ending, imports(random, module, made, dependencies) + textOf(random, blocks, module)];
      if (isTested) {
        yield [`${file}.test${module.ending}`, testOf(module) + textOf(random, blocks, module)];
        rest--;
        left--;
      }
      while (random.chance(othersBeside))
        yield otherFile(random, `${folder}/${inner}`, `${baseOf(module)}-${random.between(1, 1e6)}`);
      made.push(module);
    }
  }
  yield [
    `${folder}/src/index.ts`,
    made
      .slice(0, 12)
      .map(({ path }) => `export * from '${relative('src/index', path)}';\n`)
      .join(''),
  ];
}

function manifest({ name }: Package, dependencies: readonly Package[]): string {
  const uses = Object.fromEntries(dependencies.map((other) => [other.name, 'workspace:*']));
  return `${JSON.stringify({ name, version: '1.0.0', main: 'dist/index.js', dependencies: uses }, null, 2)}\n`;
}

/** What builds and installs leave behind, ignored by git: whoever reads it reads too much. */
function* leftovers(random: Random, folder: string): Generator<TreeFile> {
  if (random.chance(0.3))
    yield [`${folder}/dist/index.js`, "fetch('https://123-ABC-456.mktorest.com/rest/v1/campaigns.json');\n"];
  if (!random.chance(0.3)) return;
  yield [`${folder}/node_modules/left/package.json`, '{ "name": "left", "main": "index.js" }\n'];
  yield [`${folder}/node_modules/left/index.js`, "exports.left = () => fetch('/rest/v1/programs.json');\n"];
}

function innerFolder(random: Random): string {
  const deep = Array.from({ length: random.pick([1, 1, 2, 2, 2, 3]) }, (_, at) =>
    random.pick(at % 2 === 0 ? areas : nouns),
  );
  return ['src', ...deep].join('/');
}

function makeModule(random: Random, inner: string, number: number): Module {
  const [verb, noun] = [random.pick(verbs), random.pick(nouns)];
  const ending = random.pick(['.ts', '.ts', '.ts', '.tsx', '.tsx', '.js']);
  return { path: `${inner}/${verb}-${noun}-${number}`, ending, exported: `${verb}${capitalized(noun)}Of${number}` };
}

function baseOf({ path }: Module): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function imports(random: Random, own: Module, made: readonly Module[], dependencies: readonly Package[]): string {
  const near = Array.from({ length: made.length === 0 ? 0 : random.between(0, 4) }, () => random.pick(made.slice(-25)));
  const lines = [...new Set(near)].map(
    ({ path, exported }) => `import { ${exported} } from '${relative(own.path, path)}';\n`,
  );
  if (random.chance(0.5)) lines.unshift(`import * as ${nouns[lines.length]} from '${random.pick(externals)}';\n`);
  if (dependencies.length > 0 && random.chance(0.2)) lines.push(`import '${random.pick(dependencies).name}';\n`);
  if (random.chance(0.1)) lines.push(`import { shared${random.between(0, 39)} } from '@shared/values';\n`);
  return lines.length === 0 ? '' : `${lines.join('')}\n`;
}

function testOf(module: Module): string {
  return `import { ${module.exported} } from './${baseOf(module)}';\n\ntest('it is there', () => expect(${module.exported}).toBeDefined());\n`;
}

function textOf(random: Random, blocks: Blocks, { exported, ending }: Module): string {
  const decoy = random.chance(0.012) ? decoyLine(random) : '';
  const body = makeBody(random, blocks, ending === '.tsx');
  return `${decoy}export const ${exported} = '${exported}';\n\n${ending === '.js' ? withoutTypes(body) : body}`;
}

/** The blocks are TypeScript; what JavaScript does not know of them is little. */
function withoutTypes(body: string): string {
  return body
    .replace(/^export interface [^}]+\}\n/gm, '')
    .replace(/: (?:Record<string, string>|string)(?=[,)])/g, '')
    .replace(/private readonly (\w+) = new Map<string, number>/g, '$1 = new Map')
    .replace(/ as const;/g, ';');
}

/** The specifier of a module, as seen from another of the same package. */
function relative(from: string, to: string): string {
  const [own, other] = [from.split('/').slice(0, -1), to.split('/')];
  let same = 0;
  while (same < own.length && own[same] === other[same]) same++;
  const up = own.slice(same).map(() => '..');
  const path = [...up, ...other.slice(same)].join('/');
  return up.length === 0 ? `./${path}` : path;
}
