import { makeCodeBlocks } from './code-blocks.ts';
import { integration, type TreeFile } from './integration.ts';
import { Random } from './random.ts';

/**
 * One package in which everything imports everything: a hub that re-exports all modules, and modules that import the
 * hub and each other. Three of them use the integration.
 */
export function* closelyKnit(files: number): Generator<TreeFile> {
  yield* knit(files, [], new Map());
}

/** The operation that {@link closelyKnitDeciding} has beside those of the integration. */
export const farOperation = 'GET /rest/v1/campaigns.json';

/**
 * The same, where one of the modules far away says what the integration asks for: its argument goes through a second
 * module, and both get at the next one by the hub.
 */
export function* closelyKnitDeciding(files: number): Generator<TreeFile> {
  yield ['src/sync/browse.ts', browse];
  yield ['src/ask.ts', ask];
  const far = ["import { askFor } from './hub';\n\n", "void askFor('campaigns');\n\n"] as const;
  yield* knit(files, ['./sync/browse', './ask'], new Map([[files - 300, far]]));
}

const browse = `import { call } from './client';

export const browse = (resource: string, method = 'GET') => call(method, \`/\${resource}.json\`);
`;

const ask = `import { browse } from './hub';

export const askFor = (what: string) => browse(what);
`;

/**
 * @param alsoExported what the hub re-exports besides
 * @param more by number: an import and a statement that a module has besides
 */
function* knit(
  files: number,
  alsoExported: readonly string[],
  more: ReadonlyMap<number, readonly [imported: string, statement: string]>,
): Generator<TreeFile> {
  const random = new Random(files);
  const blocks = makeCodeBlocks(11, 400);
  const names = Array.from({ length: files }, (_, number) => `m${number}`);
  yield ['package.json', '{ "name": "knit", "private": true, "main": "src/index.ts" }\n'];
  yield* integration('src/sync');
  yield [
    'src/hub.ts',
    ['./sync/job', ...alsoExported, ...names.map((name) => `./${name}`)]
      .map((path) => `export * from '${path}';\n`)
      .join(''),
  ];
  yield ['src/index.ts', "import { start7 } from './hub';\n\nvoid start7();\n"];
  for (const [number, name] of names.entries()) {
    const others = [...new Set(Array.from({ length: 6 }, () => random.between(0, files - 1)))];
    const lines = others.map(
      (other) => `import { start${other} } from '${random.chance(0.5) ? './hub' : `./m${other}`}';\n`,
    );
    const isUser = number % Math.floor(files / 3) === 7;
    if (isUser) lines.push("import { syncAll } from './hub';\n");
    const [imported = '', statement = ''] = more.get(number) ?? [];
    lines.push(imported);
    const calls = others.map((other) => `  if (depth > ${other + files}) await start${other}(depth - 1);\n`).join('');
    const body = `export async function start${number}(depth = 0): Promise<void> {\n${calls}${isUser ? "  await syncAll(['a@example.com']);\n" : ''}}\n\n`;
    const filler = Array.from({ length: random.between(2, 8) }, (_, index) => blocks[(number + index) % blocks.length]);
    yield [`src/${name}.ts`, lines.join('') + body + statement + filler.join('\n')];
  }
}
