import type { TreeFile } from '../integration.ts';
import type { Random } from '../random.ts';
import { fields, nouns, sentence } from './words.ts';

/** What a folder holds besides sources: a third of all files of a real repository is nothing that is analysed. */
export function otherFile(random: Random, folder: string, name: string): TreeFile {
  const make = random.pick(kinds);
  return make(random, `${folder}/${name}`, folder);
}

const kinds: readonly ((random: Random, path: string, folder: string) => TreeFile)[] = [
  (random, path) => [`${path}.module.scss`, styles(random, true)],
  (random, path) => [`${path}.module.scss`, styles(random, true)],
  (random, path) => [`${path}.css`, styles(random, false)],
  (random, path, folder) => [
    `${folder}/__snapshots__/${path.slice(folder.length + 1)}.test.tsx.snap`,
    snapshot(random),
  ],
  (random, path) => [`${path}.svg`, drawing(random)],
  (random, path) => [`${path}.svg`, drawing(random)],
  (random, path) => [`${path}.mdx`, prose(random, random.spread(12))],
  (random, path) => [`${path}.graphql`, query(random)],
  (random, path) => [`${path}.json`, record(random)],
  (random, path) => [`${path}.yaml`, settings(random)],
];

/** What stands at the top of a package. */
export function* packagePapers(random: Random, folder: string, title: string): Generator<TreeFile> {
  yield [`${folder}/README.md`, `# ${title}\n\n${prose(random, random.spread(20))}`];
  yield [`${folder}/CHANGELOG.md`, changelog(random)];
  yield [`${folder}/LICENSE`, prose(random, 30)];
  yield [`${folder}/.gitignore`, 'dist/\nnode_modules/\ncoverage/\n*.log\n/generated/*\n!/generated/keep.ts\n'];
  if (random.chance(0.4))
    yield [`${folder}/.eslintrc.json`, '{ "root": false, "extends": ["../../../.eslintrc.json"] }\n'];
  if (random.chance(0.2))
    yield [`${folder}/Dockerfile`, 'FROM node:20\nCOPY . /app\nCMD ["node", "/app/dist/index.js"]\n'];
}

/** What package managers leave: megabytes in one file. */
export function lockfile(random: Random, packages: number): string {
  const entries = Array.from({ length: packages }, (_, number) => {
    const name = `${random.pick(nouns)}-${random.pick(fields)}-${number}`;
    const version = `${random.between(0, 20)}.${random.between(0, 40)}.${random.between(0, 9)}`;
    const digest = Array.from({ length: 8 }, () => random.between(1e9, 9e9).toString(36)).join('');
    return `"${name}@^${version}":\n  version "${version}"\n  resolved "${name}-${version}.tgz"\n  integrity sha512-${digest}\n\n`;
  });
  return entries.join('');
}

function changelog(random: Random): string {
  const entries = Array.from({ length: random.spread(25) }, (_, at) => {
    // Words of a changelog are no code: they must not make a file matter.
    const what = random.chance(0.02) ? 'Add a marketo icon to the list of integrations.' : sentence(random, 9);
    return `## 2.${at}.${random.between(0, 9)}\n\n- ${what}\n- ${sentence(random, 12)}\n`;
  });
  return `# Changelog\n\n${entries.join('\n')}`;
}

function prose(random: Random, lines: number): string {
  return `${Array.from({ length: lines }, () => sentence(random, random.between(6, 16))).join('\n')}\n`;
}

function styles(random: Random, isNested: boolean): string {
  const rules = Array.from({ length: random.spread(9) }, () => {
    const inner = isNested ? `  &:hover {\n    color: var(--${random.pick(fields)});\n  }\n` : '';
    return `.${random.pick(nouns)} {\n  padding: ${random.between(0, 24)}px;\n  display: flex;\n${inner}}\n`;
  });
  return rules.join('\n');
}

function snapshot(random: Random): string {
  const cases = Array.from({ length: random.spread(6) }, (_, at) => {
    const rows = Array.from({ length: random.spread(25) }, () => `    <li>\n      ${random.pick(fields)}\n    </li>`);
    return `exports[\`renders ${random.pick(nouns)} ${at}\`] = \`\n<div>\n  <ul>\n${rows.join('\n')}\n  </ul>\n</div>\n\`;\n`;
  });
  return `// Jest Snapshot v1\n\n${cases.join('\n')}`;
}

function drawing(random: Random): string {
  const points = Array.from({ length: random.spread(40) }, () => `${random.between(0, 240)} ${random.between(0, 240)}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240">\n  <path d="M${points.join('L')}z"/>\n</svg>\n`;
}

function query(random: Random): string {
  const lines = Array.from({ length: random.spread(10) }, () => `    ${random.pick(fields)}`);
  return `query Get${random.between(1, 99)} {\n  ${random.pick(nouns)} {\n${lines.join('\n')}\n  }\n}\n`;
}

function record(random: Random): string {
  const rows = Array.from({ length: random.spread(30) }, (_, at) => [
    `${random.pick(nouns)}.${at}`,
    sentence(random, 5),
  ]);
  return `${JSON.stringify(Object.fromEntries(rows), null, 2)}\n`;
}

function settings(random: Random): string {
  const rows = Array.from(
    { length: random.spread(15) },
    (_, at) => `  ${random.pick(fields)}-${at}: ${random.pick(nouns)}`,
  );
  return `settings:\n${rows.join('\n')}\n`;
}
