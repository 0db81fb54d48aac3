import { Random } from '../random.ts';
import { capitalized, fields, nouns, sentence, verbs } from './words.ts';

/** Declarations that files are put together of: enough of them that no two files are alike. */
const blockCount = 1_200;
/** The middle file has so many; sizes spread as people's do, so that the mean is some 5 kB. */
const middleBlocks = 8;
const mostBlocks = 400;

/** Declarations with and without JSX, each with a name of its own. */
export interface Blocks {
  readonly plain: readonly string[];
  readonly jsx: readonly string[];
}

export function makeBlocks(seed: number): Blocks {
  const random = new Random(seed);
  const kinds = [makeFunction, makeFunction, makeFunction, makeInterface, makeTable, makeClass];
  const plain = Array.from({ length: blockCount }, (_, number) => random.pick(kinds)(random, number));
  return { plain, jsx: Array.from({ length: blockCount >> 2 }, (_, number) => makeComponent(random, number)) };
}

/** The body of a file, of a size as sizes spread in life. */
export function makeBody(random: Random, { plain, jsx }: Blocks, isJsx: boolean): string {
  const length = Math.min(mostBlocks, random.spread(middleBlocks));
  const [first, firstJsx] = [random.between(0, plain.length - 1), random.between(0, jsx.length - 1)];
  const blocks = Array.from({ length }, (_, index) =>
    isJsx && index % 3 === 1 ? jsx[(firstJsx + index) % jsx.length] : plain[(first + index) % plain.length],
  );
  return blocks.join('\n');
}

function makeFunction(random: Random, number: number): string {
  const [verb, noun] = [random.pick(verbs), random.pick(nouns)];
  const isAsync = random.chance(0.35);
  return [
    ...(random.chance(0.5) ? [`/** ${sentence(random, random.between(5, 14))} */`] : []),
    `${random.chance(0.7) ? 'export ' : ''}${isAsync ? 'async ' : ''}function ${verb}${capitalized(noun)}${number}(${noun}: Record<string, string>, id: string) {`,
    "  let result = '';",
    ...Array.from({ length: random.between(1, 5) }, () => makeStatement(random, noun, isAsync)).flat(),
    `  return { ...${noun}, id, result };`,
    '}',
    '',
  ].join('\n');
}

function makeStatement(random: Random, noun: string, isAsync: boolean): readonly string[] {
  const [field, other] = [random.pick(fields), random.pick(fields)];
  const local = `${field}${random.between(1, 999)}`;
  return random.pick([
    [
      `  if (id === '${field}') {`,
      `    console.log('there is no ${field} of', id, result);`,
      '    return null;',
      '  }',
    ],
    [`  const ${local} = { ${field}: 1, key: '${other}', rest: [id, '${noun}'] };`, `  result += ${local}.key;`],
    [`  if (${noun}.${field} === undefined) throw new Error(\`the ${noun} \${id} has no ${field}\`);`],
    [`  // ${sentence(random, 7)}`, `  for (const part of id.split('-')) {`, '    result += part.trim();', '  }'],
    [`  result ||= ${noun}.${field} ?? '';`],
    [`  if (!${noun}.${field}) return null;`, ''],
    [
      `  const ${local} = Object.keys(${noun}).filter((key) => key !== '${other}')`,
      `    .map((key) => key.padStart(${random.between(2, 30)}, '0'));`,
      `  result += ${local}.length;`,
    ],
    ...(isAsync
      ? [[`  const ${local} = await fetch(\`/api/${noun}s/\${id}/${field}\`);`, `  result += ${local}.status;`]]
      : []),
  ]);
}

function makeInterface(random: Random, number: number): string {
  const name = `${capitalized(random.pick(nouns))}${capitalized(random.pick(fields))}${number}`;
  const members = [...new Set(Array.from({ length: random.between(3, 9) }, () => random.pick(fields)))];
  const lines = members.map((field) => `  ${field}${random.chance(0.3) ? '?' : ''}: ${random.pick(types)};`);
  return [`export interface ${name} {`, ...lines, '}', ''].join('\n');
}

const types = ['string', 'number', 'boolean', 'Date', 'string[]', 'readonly string[]', 'unknown'] as const;

function makeTable(random: Random, number: number): string {
  const noun = random.pick(nouns);
  const rows = Array.from(
    { length: random.between(4, 14) },
    (_, at) => `  '${random.pick(fields)}-${at}': '${sentence(random, 4)}',`,
  );
  return [`export const ${noun}Labels${number} = {`, ...rows, '} as const;', ''].join('\n');
}

function makeClass(random: Random, number: number): string {
  const noun = random.pick(nouns);
  const methods = Array.from({ length: random.between(1, 4) }, (_, at) => [
    '',
    `  ${random.pick(verbs)}${at}(id: string) {`,
    `    // ${sentence(random, 6)}`,
    `    this.${noun}s.set(id, this.${noun}s.size);`,
    `    return this.${noun}s.get('${random.pick(fields)}');`,
    '  }',
  ]);
  const head = `export class ${capitalized(noun)}${capitalized(random.pick(verbs))}r${number} {`;
  return [head, `  private readonly ${noun}s = new Map<string, number>();`, ...methods.flat(), '}', ''].join('\n');
}

function makeComponent(random: Random, number: number): string {
  const noun = random.pick(nouns);
  const rows = Array.from({ length: random.between(1, 6) }, () => {
    const field = random.pick(fields);
    return ['      <dt className="key">', `        ${field}`, '      </dt>', `      <dd>{props.${field}}</dd>`];
  });
  return [
    `export function ${capitalized(noun)}View${number}(`,
    '  props: Record<string, string>,',
    ') {',
    '  return (',
    `    <dl className="${noun}">`,
    ...rows.flat(),
    '    </dl>',
    '  );',
    '}',
    '',
  ].join('\n');
}
