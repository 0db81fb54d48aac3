import { makeCodeBlocks } from './code-blocks.ts';
import { integration, type TreeFile } from './integration.ts';
import { Random } from './random.ts';

/**
 * One package in which everything imports everything: a hub that re-exports all modules, and modules that import the
 * hub and each other. Three of them use the integration.
 */
export function* closelyKnit(files: number): Generator<TreeFile> {
  const random = new Random(files);
  const blocks = makeCodeBlocks(11, 400);
  const names = Array.from({ length: files }, (_, number) => `m${number}`);
  yield ['package.json', '{ "name": "knit", "private": true, "main": "src/index.ts" }\n'];
  yield* integration('src/sync');
  yield [
    'src/hub.ts',
    ['./sync/job', ...names.map((name) => `./${name}`)].map((path) => `export * from '${path}';\n`).join(''),
  ];
  yield ['src/index.ts', "import { start7 } from './hub';\n\nvoid start7();\n"];
  for (const [number, name] of names.entries()) {
    const others = [...new Set(Array.from({ length: 6 }, () => random.between(0, files - 1)))];
    const lines = others.map(
      (other) => `import { start${other} } from '${random.chance(0.5) ? './hub' : `./m${other}`}';\n`,
    );
    const isUser = number % Math.floor(files / 3) === 7;
    if (isUser) lines.push("import { syncAll } from './hub';\n");
    const calls = others.map((other) => `  if (depth > ${other + files}) await start${other}(depth - 1);\n`).join('');
    const body = `export async function start${number}(depth = 0): Promise<void> {\n${calls}${isUser ? "  await syncAll(['a@example.com']);\n" : ''}}\n\n`;
    const filler = Array.from({ length: random.between(2, 8) }, (_, index) => blocks[(number + index) % blocks.length]);
    yield [`src/${name}.ts`, lines.join('') + body + filler.join('\n')];
  }
}
