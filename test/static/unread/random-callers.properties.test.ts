import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readOnDemand, readWhole } from '../../kit/on-demand.ts';

const base = 'https://123-ABC-456.mktorest.com/rest/v1';

/** What a module can offer, under names that end in a number, and what callers may do with it. */
interface Offer {
  readonly names: readonly string[];
  readonly code: (n: number) => string;
  readonly uses: readonly ((n: number, resource: string) => string)[];
}

const offers: readonly Offer[] = [
  {
    names: ['get'],
    code: (n) => `export const get${n} = (name = 'leads') => fetch(\`${base}/\${name}.json\`);`,
    uses: [(n) => `get${n}();`, (n, resource) => `get${n}('${resource}');`],
  },
  {
    names: ['lead'],
    code: (n) => `export const lead${n} = (id: string) => fetch(\`${base}/lead/\${id}.json\`);`,
    uses: [(n) => `lead${n}('7');`, (n) => `[1].map(lead${n});`],
  },
  {
    names: ['set', 'run'],
    code: (n) =>
      `let kept${n} = 'lists';\nexport function set${n}(next: string) { kept${n} = next; }\nexport const run${n} = () => fetch(\`${base}/\${kept${n}}.json\`);`,
    uses: [(n) => `run${n}();`, (n, resource) => `set${n}('${resource}');\nrun${n}();`],
  },
  {
    names: ['state', 'send'],
    code: (n) =>
      `export const state${n} = { name: 'leads', method: 'GET' };\nexport const send${n} = () => fetch(\`${base}/\${state${n}.name}.json\`, { method: state${n}.method });`,
    uses: [
      (n) => `send${n}();`,
      (n, resource) => `state${n}.name = '${resource}';\nsend${n}();`,
      (n) => `Object.assign(state${n}, { method: 'POST' });\nsend${n}();`,
    ],
  },
  {
    names: ['client'],
    code: (n) =>
      `class Client${n} { name = 'leads'; one(id: string) { return fetch(\`${base}/lead/\${id}.json\`); } all() { return this.fetch(this.name); } fetch(name: string) { return fetch(\`${base}/\${name}.json\`); } }\nexport const client${n} = new Client${n}();`,
    uses: [
      (n) => `client${n}.one('7');`,
      (n) => `client${n}.all();`,
      (n, resource) => `client${n}.fetch('${resource}');`,
      (n, resource) => `client${n}.name = '${resource}';\nclient${n}.all();`,
    ],
  },
  {
    names: ['Base'],
    code: (n) =>
      `export class Base${n} { name() { return 'leads'; } run() { return fetch(\`${base}/\${this.name()}.json\`); } }`,
    uses: [
      (n) => `new Base${n}().run();`,
      (n, resource) => `new (class extends Base${n} { name() { return '${resource}'; } })().run();`,
    ],
  },
  {
    names: ['describe'],
    code: (n) => `export const describe${n} = (name: string) => ({ url: \`${base}/\${name}.json\`, method: 'POST' });`,
    uses: [(n, resource) => `const made${n} = describe${n}('${resource}');\nfetch(made${n}.url, made${n});`],
  },
  {
    names: ['each'],
    code: (n) =>
      `export const each${n} = (visit: (c: { get(name: string): unknown }) => void) => visit({ get: (name) => fetch(\`${base}/\${name}.json\`) });`,
    uses: [(n) => `each${n}(() => {});`, (n, resource) => `each${n}((c) => c.get('${resource}'));`],
  },
  {
    names: ['pick'],
    code: (n) =>
      `export function pick${n}(all: boolean) { if (all) return fetch('${base}/lists.json'); return fetch('${base}/leads.json'); }`,
    uses: [(n) => `pick${n}(true);`, (n) => `pick${n}(false);`, (n) => `pick${n}(process.argv.length > 2);`],
  },
  {
    names: ['flags', 'work'],
    code: (n) =>
      `export const flags${n} = { kind: '' };\nexport const work${n} = () => {\n  const isBulk = flags${n}.kind === 'bulk';\n  isBulk && fetch('${base}/lists.json');\n  switch (flags${n}.kind) { case 'one': fetch('${base}/campaigns.json'); }\n};`,
    uses: [
      (n) => `work${n}();`,
      (n) => `flags${n}.kind = 'bulk';\nwork${n}();`,
      (n) => `flags${n}.kind = 'one';\nwork${n}();`,
    ],
  },
];

/** How a caller gets at the names: each a way for an import to be written and to be handed on. */
const ways: readonly ((names: string) => string)[] = [
  (names) => `import { ${names} } from './client';`,
  (names) => `import { ${names} } from './hub';`,
  (names) => `import {\n  ${names.replace(/, /g, ',\n  ')},\n} from "./hub";`,
  (names) => `import * as all from './hub';\nconst { ${names} } = all;`,
  (names) => `const { ${names} } = require('./hub');`,
];

const caller = fc.record({
  offer: fc.nat(7),
  /** One more than any offer has: a caller may import and not use. */
  use: fc.nat(4),
  way: fc.nat(ways.length - 1),
  resource: fc.constantFrom('leads', 'lists', 'campaigns', 'activities'),
  isImported: fc.boolean(),
  isNested: fc.boolean(),
  place: fc.nat(9),
});

const programs = fc
  .record({
    offered: fc.array(fc.nat(offers.length - 1), { minLength: 1, maxLength: 4 }),
    callers: fc.array(caller, { minLength: 3, maxLength: 6 }),
  })
  .map(({ offered, callers }) => {
    const imported = [...callers.entries()].filter(([, { isImported }]) => isImported);
    const inOrder = imported.toSorted(([, a], [, b]) => a.place - b.place);
    const texts: Record<string, string> = {
      'main.ts': inOrder.map(([i, { isNested }]) => `import './${isNested ? 'through' : 'far'}${i}';\n`).join(''),
      'hub.ts': "export * from './client';\nexport { rest } from './rest';\n",
      'rest.ts': 'export const rest = 0;\n',
      'client.ts': `${offered.map((kind, n) => offers[kind]?.code(n) ?? '').join('\n')}\n`,
    };
    for (const [index, { offer, use, way, resource }] of callers.entries()) {
      const n = offer % offered.length;
      const chosen = offers[offered[n] ?? 0];
      const names = chosen?.names.map((name) => `${name}${n}`).join(', ') ?? '';
      const body = chosen?.uses[use % (chosen.uses.length + 1)]?.(n, resource) ?? '';
      texts[`through${index}.ts`] = `import './far${index}';\n`;
      texts[`far${index}.ts`] = `${ways[way]?.(names) ?? ''}\n${body}\nexport {};\n`;
    }
    for (const i of [0, 1, 2, 3, 4, 5]) texts[`idle${i}.ts`] = "import { rest } from './hub';\nrest;\n";
    return texts;
  });

/** How many modules that take something of the client were not read, and how many of those the program reaches. */
function takersUnread(texts: Readonly<Record<string, string>>, read: readonly string[]) {
  const numbers = Object.keys(texts).flatMap((path) => /^far(\d)\.ts$/.exec(path)?.[1] ?? []);
  const unread = numbers.filter((number) => !read.includes(`far${number}.ts`));
  const reached = unread.filter((number) => new RegExp(`(far|through)${number}'`).test(texts['main.ts'] ?? ''));
  return { all: unread.length, reached: reached.length };
}

test('whatever callers do, what is found is that of reading all, without reading those that decide nothing', () => {
  let isShorter = false;
  fc.assert(
    fc.property(programs, (texts) => {
      const [whole, onDemand] = [readWhole(texts), readOnDemand(texts)];
      const found = new Set(onDemand.operations);
      const known = new Set(whole.operations);
      // That an unread caller is reached and takes something says that what it imports may be called: dead may become live, never the reverse.
      const isFound = (operation: string) => found.has(operation) || found.has(operation.replace(/ \(dead\)$/, ''));
      expect(whole.operations.filter((operation) => !isFound(operation))).toEqual([]);
      // Whoever imports a name is taken to use it: what is dead may be live then. And what is called may be listed as
      // dead besides, since what unread callers pass is not known to be what dead ones pass.
      const takers = takersUnread(texts, onDemand.read);
      const isExpected = (operation: string) =>
        known.has(operation) ||
        (takers.reached > 0 && known.has(`${operation} (dead)`)) ||
        (takers.all > 0 && operation.endsWith(' (dead)') && known.has(operation.slice(0, -' (dead)'.length)));
      expect(onDemand.operations.filter((operation) => !isExpected(operation))).toEqual([]);
      isShorter ||= onDemand.read.length < whole.read.length / 3;
    }),
    { seed: 17, numRuns: 200 },
  );
  expect(isShorter, 'some programs are answered from few files').toBe(true);
});
