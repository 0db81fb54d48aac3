import { makeCodeBlocks } from './code-blocks.ts';
import { integration, type TreeFile } from './integration.ts';
import { Random } from './random.ts';

export interface MonorepoOptions {
  /** About as many source files as there will be. */
  readonly files: number;
  /** How many packages hold an integration with Marketo. */
  readonly integrations: number;
}

/** Blocks that files are made of: enough that no two files are alike. */
const blockCount = 1_500;
const filesInPackage = 60;
/** A file's size is spread around so many blocks, some 5 kB of text. */
const blocksInFile = 6;
/** Recorded answers and the like: so many files for one that has megabytes. */
const filesForFixture = 4_000;

/**
 * A monorepo with workspaces: packages that import each other by name and by alias, tests beside the sources, other
 * vendors' addresses, recorded fixtures of megabytes, and here and there an integration with Marketo.
 */
export function* monorepo({ files, integrations }: MonorepoOptions): Generator<TreeFile> {
  const random = new Random(files);
  const blocks = makeCodeBlocks(7, blockCount);
  const count = Math.max(2, Math.round(files / filesInPackage));
  yield ['package.json', json({ name: 'acme', private: true, workspaces: ['packages/*'] })];
  yield ['tsconfig.json', json({ compilerOptions: { baseUrl: '.', paths: { '@shared/*': ['packages/p0/src/*'] } } })];
  const every = integrations === 0 ? Number.POSITIVE_INFINITY : Math.floor(count / integrations);
  for (let number = 0; number < count; number++) {
    yield* onePackage(number, count, random, blocks);
    if (number % every !== every - 1) continue;
    const folder = `packages/p${number}/src/sync`;
    yield* integration(folder);
    yield [
      `packages/p${number}/src/cli.ts`,
      "import { syncAll } from './sync/job';\n\nvoid syncAll(['a@example.com']);\n",
    ];
  }
  for (let number = 0; number < Math.ceil(files / filesForFixture); number++) {
    const records = Array.from({ length: 20_000 }, (_, id) => ({ id, note: `recorded ${random.between(1, 1e9)}` }));
    yield [`packages/p0/recorded/answers-${number}.json`, JSON.stringify(records, null, 1)];
    yield [`packages/p0/src/data/table-${number}.ts`, `export const table = ${JSON.stringify(records, null, 1)};\n`];
  }
}

function* onePackage(number: number, count: number, random: Random, blocks: readonly string[]): Generator<TreeFile> {
  const folder = `packages/p${number}`;
  const used = [...new Set(Array.from({ length: 3 }, () => random.between(0, count - 1)))].filter((p) => p !== number);
  const dependencies = Object.fromEntries(used.map((other) => [`@acme/p${other}`, 'workspace:*']));
  yield [`${folder}/package.json`, json({ name: `@acme/p${number}`, main: 'dist/index.js', dependencies })];
  yield [`${folder}/tsconfig.json`, json({ extends: '../../tsconfig.json', compilerOptions: { composite: true } })];
  for (let file = 1; file < filesInPackage; file++) {
    // The first half of the packages are older ones, of which later packages are made: imports go down, as people's do.
    const imports = [
      ...Array.from({ length: random.between(0, 4) }, () => `./f${random.between(0, file - 1)}`),
      ...(random.chance(0.2) && used.length > 0 ? [`@acme/p${random.pick(used)}`] : []),
      ...(random.chance(0.1) ? [`@shared/f${random.between(1, filesInPackage - 1)}`] : []),
      ...(random.chance(0.3) ? [random.pick(['react', 'zod', 'node:path', 'date-fns'])] : []),
    ].map((specifier, index) => `import * as used${index} from '${specifier}';\n`);
    yield [`${folder}/src/f${file}.ts`, imports.join('') + makeText(random, blocks)];
    if (file % 5 === 0) yield [`${folder}/src/f${file}.test.ts`, `import './f${file}';\n${makeText(random, blocks)}`];
  }
  yield [`${folder}/src/f0.ts`, makeText(random, blocks)];
  yield [`${folder}/src/index.ts`, "export * from './f1';\nexport * from './f2';\n"];
}

function makeText(random: Random, blocks: readonly string[]): string {
  const first = random.between(0, blocks.length - 1);
  const length = Math.min(200, random.spread(blocksInFile));
  return Array.from({ length }, (_, index) => blocks[(first + index) % blocks.length]).join('\n');
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
