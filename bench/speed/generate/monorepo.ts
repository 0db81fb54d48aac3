import { integration, type TreeFile } from './integration.ts';
import { nearMarketo } from './monorepo/decoys.ts';
import { lockfile } from './monorepo/other-files.ts';
import { type Package, packageFiles } from './monorepo/package-files.ts';
import { makeBlocks } from './monorepo/source-text.ts';
import { areas, nouns } from './monorepo/words.ts';
import { Random } from './random.ts';

export interface MonorepoOptions {
  /** About as many source files as there will be. */
  readonly files: number;
  /** How many packages hold an integration with Marketo. */
  readonly integrations: number;
  /** Whether it speaks of Marketo without calling it, too: icons, labels, others' paths. As where there are integrations by default. */
  readonly near?: boolean;
}

/** A part of the names of kept trees: to be raised with every change of what is generated. */
export const monorepoVersion = 3;

const filesInPackage = 60;
/** Recorded answers and the like: so many files for each that has megabytes. */
const filesForFixture = 4_000;
const groups = ['apps', 'libs', 'packages', 'services', 'tools'] as const;

/**
 * A monorepo as they are: packages in workspaces that import each other by name and by alias, some six files in a
 * folder, tests beside the sources, a third of the files no sources, other vendors' addresses, recorded fixtures of
 * megabytes, ignored leftovers of builds, and here and there an integration with Marketo.
 */
export function* monorepo({ files, integrations, near = integrations > 0 }: MonorepoOptions): Generator<TreeFile> {
  const random = new Random(files);
  const blocks = makeBlocks(7);
  const count = Math.max(2, Math.round(files / filesInPackage));
  const packages = Array.from({ length: count }, (_, number) => packageAt(number));
  yield* rootFiles(random, files);
  for (const own of packages) {
    // Packages are made of earlier ones: imports go down, as people's do.
    const dependencies =
      own.number === 0 ? [] : Array.from({ length: 3 }, () => random.pick(packages.slice(0, own.number)));
    yield* packageFiles(own, filesInPackage, [...new Set(dependencies)], random, blocks);
  }
  if (near) yield* nearMarketo(packageAt(1).folder);
  for (let number = 0; number < integrations; number++) {
    const { folder } = packageAt(Math.floor(((number + 1) * count) / integrations) - 1);
    yield* integration(`${folder}/src/sync`);
    yield [`${folder}/src/cli.ts`, "import { syncAll } from './sync/job';\n\nvoid syncAll(['a@example.com']);\n"];
  }
  yield* fixtures(random, packageAt(0).folder, Math.floor(files / filesForFixture));
}

/** Where a package stands: neither its number nor its name says whether it has to do with Marketo. */
function packageAt(number: number): Package {
  const group = groups[number % groups.length] ?? 'packages';
  const title = `${nouns[number % nouns.length]}-${areas[(number * 7) % areas.length]}-${number}`;
  return { number, folder: `${group}/${nouns[(number >> 3) % nouns.length]}s/${title}`, name: `@acme/${title}` };
}

function* rootFiles(random: Random, files: number): Generator<TreeFile> {
  const workspaces = groups.map((group) => `${group}/*/*`);
  yield ['package.json', `${JSON.stringify({ name: 'acme', private: true, workspaces }, null, 2)}\n`];
  const compilerOptions = {
    baseUrl: '.',
    jsx: 'react-jsx',
    paths: { '@shared/*': [`${packageAt(0).folder}/src/shared/*`] },
  };
  yield ['tsconfig.json', `${JSON.stringify({ compilerOptions }, null, 2)}\n`];
  yield ['.gitignore', 'node_modules/\ndist/\n.cache/\n*.tsbuildinfo\n'];
  yield [
    '.github/workflows/ci.yaml',
    'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n',
  ];
  yield ['yarn.lock', lockfile(random, Math.round(files / 2))];
  const values = Array.from(
    { length: 40 },
    (_, number) => `export const shared${number} = ${random.between(1, 1e6)};\n`,
  );
  yield [`${packageAt(0).folder}/src/shared/values.ts`, values.join('')];
}

/** Recorded answers; as modules too, one of them larger than anybody would analyse. */
function* fixtures(random: Random, folder: string, count: number): Generator<TreeFile> {
  for (let number = 0; number < count; number++) {
    const length = number % 2 === 0 ? 30_000 : 100_000;
    const records = Array.from({ length }, (_, id) => ({ id, note: `recorded ${random.between(1, 1e9)}` }));
    const text = JSON.stringify(records).replaceAll('},', '},\n');
    yield [`${folder}/recorded/answers-${number}.json`, text];
    yield [`${folder}/src/data/table-${number}.ts`, `export const table = ${text};\n`];
  }
}
