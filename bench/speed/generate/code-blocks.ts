import { Random } from './random.ts';

const nouns = ['account', 'basket', 'charge', 'device', 'invoice', 'ledger', 'order', 'profile', 'quota', 'session'];
const verbs = ['apply', 'collect', 'describe', 'format', 'merge', 'normalize', 'parse', 'render', 'update', 'validate'];
const fields = ['amount', 'createdAt', 'id', 'label', 'owner', 'region', 'status', 'total', 'updatedAt', 'version'];
/** What every real repository has: other vendors' interfaces, links, and words that are nearly the ones looked for. */
const decoys = [
  "const docs = 'https://developers.example.com/rest/v1/reference';",
  "const endpoint = 'https://api.example.net/rest/v1/'.concat(resource);",
  "const campaign = 'spring-marketing-2026';",
  "const report = await fetch('/api/v1/reports/'.concat(id));",
  "const bulkEdit = '/admin/bulk/edit';",
];

/** Functions as people write them, for putting together files of any size; every one has a name of its own. */
export function makeCodeBlocks(seed: number, count: number): readonly string[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, index) => makeBlock(random, index));
}

function makeBlock(random: Random, index: number): string {
  const [verb, noun] = [random.pick(verbs), random.pick(nouns)];
  const name = `${verb}${noun.charAt(0).toUpperCase()}${noun.slice(1)}${index}`;
  const lines = Array.from({ length: random.between(3, 18) }, () => makeLine(random));
  const head = `/** Called for every ${noun} that the ${random.pick(nouns)} service hands over. */`;
  const signature = `export async function ${name}(${noun}: Record<string, unknown>, id: string, resource = 'none') {`;
  return [head, signature, ...lines, `  return { ...${noun}, id, resource };`, '}', ''].join('\n');
}

function makeLine(random: Random): string {
  const [field, other] = [random.pick(fields), random.pick(fields)];
  if (random.chance(0.0004)) return `  ${random.pick(decoys)}`;
  return random.pick([
    `  if (id === '${field}') console.log('missing ${field} of', id, resource);`,
    `  const ${field}${random.between(1, 99)} = { ${field}: 1, ${other}: [id, '${random.pick(nouns)}'] };`,
    `  for (const part of id.split('-')) resource += part.trim().toLowerCase();`,
    `  // The ${field} was set by an import of ${random.between(2014, 2026)}, and has the ${other} of that time.`,
    `  await Promise.all([id, resource].map(async (${field}) => ${field}.padStart(${random.between(2, 30)}, '0')));`,
  ]);
}
