import { appendFile, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { columns, footnotes, toRows } from '../../bench/speed/markdown.ts';
import { readResults } from '../../bench/speed/results.ts';
import { commands } from '../../src/cli/commands/index.ts';
import { exitCodeMeanings, exitCodes } from '../../src/cli/exit-code.ts';
import { run } from '../../src/cli/run.ts';
import { loadSinkRules } from '../../src/load/clients.ts';
import type { FindingKind } from '../../src/model/finding.ts';
import { describeFinding, findingKindNames, findingKinds } from '../../src/model/finding-kinds/index.ts';
import { compareText } from '../../src/model/location.ts';
import { holeReasons } from '../../src/model/value.ts';
import { capitalize } from '../../src/model/words.ts';
import { formatEntries, formats } from '../../src/report/index.ts';
import { createFakeIo } from './fake-io.ts';
import { type ProgramSet, type ProgramState, readStates } from './program-states.ts';
import { createFindings } from './report.ts';

const cwd = fileURLToPath(new URL('../../', import.meta.url));
const recording = (name: string) => `fixtures/traffic/${name}/traffic.har`;
const app = 'fixtures/apps/nightly-lead-sync';

/** The documents that have blocks which are generated, from the repository's root. */
export const documents = [
  'README.md',
  ...['accuracy', 'admin', 'ci', 'cli', 'findings', 'library', 'traffic'].map((name) => `docs/${name}.md`),
  'bench/README.md',
] as const;

/** What stands between the markers, each made from the one list or the real run that it repeats. */
export const readmeBlocks: Readonly<Record<string, () => Promise<string>>> = {
  example: () => transcript(app),
  verbose: () => transcript('--verbose', app),
  explain: () => transcript('explain', 'src/marketo/client.ts:36', app),
  traffic: () => transcript(recording('asset-publisher')),
  granted: () => transcript(recording('bulk-export'), '--granted', 'Read-Write Lead, Read-Only Activity'),
  formats: async () =>
    table(
      ['format', 'file', 'is'],
      formats.map((format) => [
        `\`${format}\``,
        `\`${formatEntries[format].extension}\``,
        formatEntries[format].describe,
      ]),
    ),
  role: () => transcript('role', app),
  denied: () => transcript('explain', '--denied', 'POST /rest/v1/leads.json 603'),
  vendor: () => transcriptHead(20, 'fixtures/apps/static-list-destination', '--granted', 'vendor:segment-static-lists'),
  check: growingCheck,
  redact: () => transcript('redact', recording('lead-sync'), '--check'),
  commands: async () =>
    table(
      ['command', 'does'],
      commands.map(({ usage, describe }) => [`\`rolefit ${usage}\``, describe]),
    ),
  'exit-codes': async () =>
    table(
      ['code', 'means'],
      Object.entries(exitCodes).map(([name, code]) => [
        String(code),
        exitCodeMeanings[name as keyof typeof exitCodes].replace('--fail-on', '`--fail-on`'),
      ]),
    ),
  holes: async () =>
    table(
      ['reason', 'what is not known is'],
      Object.entries(holeReasons).map(([reason, words]) => [`\`${reason}\``, words]),
    ),
  'program-sets': programSets,
  help: async () => fenced((await shell('--help')).trimEnd()),
  clients: clientNames,
  findings: async () => findingPages(),
  speed: speedTable,
};

/** What is in each set of whole programs. */
const setTitles = {
  programs: 'single constructs of the language',
  frameworks: 'programs of frameworks, really run',
  compiled: 'programs as compilers and bundlers write them',
  shapes: 'repositories as they are found',
} as const satisfies Record<ProgramSet, string>;

/** How many programs of each set are followed how well, and by name those that are not followed to the end. */
async function programSets(): Promise<string> {
  const rows = Object.entries(setTitles).map(([set, title]) => {
    const states = Object.entries(readStates(set as ProgramSet).states);
    const named = (state: ProgramState) => states.flatMap(([name, is]) => (is === state ? [name] : []));
    const links = named('open').map((name) => `[${name}](../fixtures/${set}/${name})`);
    const numbers = [states, named('right'), named('wide'), named('open'), named('known-wrong')];
    return [title, ...numbers.map(({ length }) => String(length)), links.join(', ')];
  });
  return table(['programs', 'in all', 'exact', 'too much', 'open', 'lost', 'those that end open'], rows);
}

/** The packages and globals of every client that is described. */
async function clientNames(): Promise<string> {
  const { clients } = await loadSinkRules();
  const names = clients.flatMap(({ modules, globals }) => [...modules.slice(0, 1), ...globals]);
  return [...new Set(names)]
    .toSorted(compareText)
    .map((name) => `\`${name}\``)
    .join(', ');
}

/** What the last whole bench measured, as it was kept. */
async function speedTable(): Promise<string> {
  const results = readResults();
  if (results === undefined) throw new Error('there is no bench/results.json; `npm run bench -- --keep` writes it');
  return `${table(columns, toRows(results))}\n\n${footnotes(results)}`;
}

/** The names of the blocks that a document has a marker for. */
export function blocksOf(text: string): readonly string[] {
  return [...text.matchAll(/<!-- generated: ([\w-]+) -->/g)].map(([, name = '']) => name);
}

/** A document with every block made anew; a marker without a block is refused. */
export async function renewReadme(readme: string): Promise<string> {
  const marker = /<!-- generated: ([\w-]+) -->\n(?:.|\n)*?<!-- end -->/g;
  const found = [...readme.matchAll(marker)].map((match) => match[1] ?? '');
  const made = new Map<string, string>();
  for (const name of found) {
    const make = readmeBlocks[name];
    if (make === undefined) throw new Error(`README.md asks for an unknown block "${name}"`);
    made.set(name, await make());
  }
  return readme.replace(
    marker,
    (_, name: string) => `<!-- generated: ${name} -->\n\n${made.get(name)}\n\n<!-- end -->`,
  );
}

async function shell(...argv: readonly string[]): Promise<string> {
  return shellIn(cwd, ...argv);
}

async function shellIn(folder: string, ...argv: readonly string[]): Promise<string> {
  const { io, stdout, stderr } = createFakeIo({ cwd: folder, columns: 100 });
  await run(argv, io);
  if (stderr() !== '') throw new Error(stderr());
  return stdout();
}

/** The example app whose lock was accepted, after a change that calls what only stood there. */
async function growingCheck(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rolefit-readme-'));
  try {
    await cp(join(cwd, app), folder, { recursive: true });
    const config = { services: [{ name: 'nightly sync', sources: ['src'] }] };
    await writeFile(join(folder, 'rolefit.config.json'), JSON.stringify(config));
    await shellIn(folder, 'check', '--update');
    await appendFile(join(folder, 'src/index.ts'), '\nawait new MarketoClient().deleteLeads([{ id: 1 }]);\n');
    return fenced(`$ rolefit check\n${(await shellIn(folder, 'check')).trimEnd()}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function transcript(...argv: readonly string[]): Promise<string> {
  const shown = argv.map((word) => (word.includes(' ') ? `"${word}"` : word)).join(' ');
  return fenced(`$ rolefit ${shown}\n${(await shell(...argv)).trimEnd()}`);
}

/** The first lines of a long one; what is left out is said. */
async function transcriptHead(most: number, ...argv: readonly string[]): Promise<string> {
  const lines = (await transcript(...argv)).split('\n');
  const left = lines.length - 1 - most;
  return left <= 0 ? lines.join('\n') : [...lines.slice(0, most), '', `… ${left} more lines`, '```'].join('\n');
}

function fenced(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``;
}

/** Columns padded, as the formatter would write it. */
function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const escaped = rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = columns.map((column, at) => Math.max(column.length, ...escaped.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(columns), line(widths.map((width) => '-'.repeat(width))), ...escaped.map(line)].join('\n');
}

/** A list of all kinds, and a section for each: what a code host links to from an alert. */
function findingPages(): string {
  const kinds = findingKindNames.map((kind) => findingKinds[kind]);
  const list = table(
    ['finding', 'severity', 'what it is'],
    kinds.map(({ kind, severity, title }) => [`[\`${kind}\`](#${kind})`, severity, title]),
  );
  return [list, ...findingKindNames.map(findingSection)].join('\n\n');
}

function findingSection(kind: FindingKind): string {
  const { severity, title, why, help, topics, gate, sample } = findingKinds[kind];
  const [finding] = createFindings().filter((one) => one.kind === kind);
  if (finding === undefined) throw new Error(`the kit has no ${kind}`);
  return [
    `## ${kind}`,
    `${title}. _${capitalize(severity)}; ${topics.join(', ')}._`,
    `**Why.** ${why}`,
    `**Example.** ${capitalize(describeFinding(finding))}.`.replace('?.', '?'),
    `**What to do.** ${help}`,
    `**Except it.** ${howToExcept(kind, gate, 'permission' in sample)}`,
  ].join('\n\n');
}

/** Where an exception stands, which is by the call or in the config. */
function howToExcept(kind: FindingKind, gate: string, hasPermission: boolean): string {
  if (['invalid-exception', 'expired-exception', 'unused-exception'].includes(kind)) {
    return 'It is about an exception itself: correct or remove that one.';
  }
  const entry = `{ "kind": "${kind}"${hasPermission ? ', "permission": "…"' : ''}, "reason": "…" }`;
  const counted =
    gate === 'uncertain' ? ' Every lock counts it, so that `rolefit check` fails only when there are more.' : '';
  const comment = `\`// rolefit-ignore-next-line ${kind} -- reason\` above the line, or`;
  const { about } = findingKinds[kind];
  const isInCode = about === 'call' || about === 'comment';
  return `${isInCode ? `${comment} \`${entry}\`` : `\`${entry}\``} under \`exceptions\` of the config.${counted}`;
}
