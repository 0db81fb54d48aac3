import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Project, type SourceFile, type StringLiteral } from 'ts-morph';
import { describe, expect, test } from 'vitest';

/** What a report is made of. */
const pureReport = ['model', 'schema', 'rules', 'solve', 'picocolors', 'string-width', 'node:crypto', 'sarif'];

/** Who may import whom. Read a row as "this folder knows about…"; what is in no row, nobody may use. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  schema: ['model'],
  permissions: ['model', 'schema', '@dagrejs/graphlib'],
  rules: ['model', 'schema'],
  mcp: ['model', 'schema', 'rules'],
  // fzstd only where a log is packed so.
  'access-log': ['model', 'har', 'fzstd'],
  har: ['model', 'fflate', 'node:crypto', 'node:stream', 'node:stream/promises', 'node:zlib'],
  // Of crypto only keyed hashes, which tell pseudonyms apart.
  redact: ['model', 'har', 'node:crypto'],
  // Of the rules only the matcher's type, of static only how a specifier is resolved.
  // Front ends for other languages: each makes JavaScript of a syntax tree that it is handed.
  languages: [],
  static: ['model', 'rules', 'languages', 'ts-morph'],
  // Of the languages only how their files and imports are named.
  sources: ['model', 'static', 'languages', 'node:path'],
  uses: ['model', 'rules'],
  solve: ['model', 'rules', 'uses'],
  denials: ['model', 'rules', 'solve'],
  grants: ['model', 'csv-parse/sync', 'yaml'],
  findings: ['model'],
  // Of the schemas only the types of what it reads and writes.
  gate: ['model', 'rules', 'schema', 'findings'],
  // Of the sources only how paths and imports are read.
  init: ['model', 'schema', 'sources'],
  // Of crypto only hashes; of sarif only types; the solver goes into the HTML report's page, for what-if, with a script of its own.
  report: [...pureReport, 'esbuild', 'node:url'],
  pipeline: ['model', 'rules', 'uses', 'solve', 'findings'],
  // Of the reader and the writer of copies what decides which parts of a call may be kept; of crypto random names.
  record: [
    ...['model', 'har', 'redact', 'rules'],
    ...['node:child_process', 'node:crypto', 'node:fs', 'node:fs/promises', 'node:os', 'node:path', 'node:readline'],
    // What is watched in a program, and what turns its calls to a stand-in.
    ...['node:diagnostics_channel', 'node:http', 'node:https', 'node:module', 'node:net', 'node:process', 'node:tls'],
    ...['node:http2', 'node:worker_threads', 'node:zlib'],
  ],
  // Of the uses only which parameters a requirement depends on, of the reader only why a request is none.
  serve: ['model', 'rules', 'uses', 'har', 'record', 'node:http', 'node:https', 'node:net'],
  // Of the denials only what would mend one.
  verify: ['model', 'rules', 'denials', 'serve'],
  // Of the schemas only the type of a report; of the report only what makes characters visible.
  'mcp-server': [
    ...['model', 'schema', 'report', 'node:stream'],
    // The official SDK: the protocol, its versions and its errors are not our subject.
    ...['@modelcontextprotocol/sdk/server/index.js', '@modelcontextprotocol/sdk/server/stdio.js'],
    '@modelcontextprotocol/sdk/types.js',
  ],
  // Of the schemas only the type of a saved report; Ink and React only in ui/, see below.
  explore: ['model', 'schema', 'report', 'solve', 'ink', 'react', 'picocolors', 'node:tty'],
  load: [
    ...[
      'model',
      'schema',
      'permissions',
      'rules',
      'har',
      'access-log',
      'mcp',
      'grants',
      'static',
      'languages',
      'sources',
      'denials',
      'findings',
      'gate',
      'redact',
      'init',
      'pipeline',
      'serve',
    ],
    ...['ajv', 'ajv/dist/2020.js', 'ignore', 'yaml'],
    // For writing a copy of a recording while it is read.
    ...['node:crypto', 'node:stream', 'node:stream/promises', 'node:zlib'],
    ...[
      'node:child_process',
      'node:fs',
      'node:fs/promises',
      'node:module',
      'node:os',
      'node:path',
      'node:process',
      'node:url',
      // For a second thread that looks at files.
    ],
  ],
  cli: [
    // The solver is asked once more for what-if.
    ...['model', 'load', 'report', 'rules', 'solve', 'gate', 'init', 'explore', 'yargs'],
    // What is recorded and served goes on while the program runs, so these are no inputs that are loaded.
    ...['record', 'serve', 'redact', 'verify'],
    // The command line is what answers there.
    'mcp-server',
    ...['node:crypto', 'node:fs', 'node:fs/promises', 'node:path', 'node:process', 'node:stream'],
    // For the explorer: the reader's editor, and the numbers of signals.
    ...['node:child_process', 'node:os', 'node:v8'],
  ],
  index: ['model', 'load', 'report', 'rules', 'schema', 'gate'],
};

const root = fileURLToPath(new URL('../src/', import.meta.url));
const project = new Project({ skipLoadingLibFiles: true, skipFileDependencyResolution: true });
const files = project.addSourceFilesAtPaths(`${root}**/*.ts`);

describe.each(Object.entries(mayImport))('src/%s', (part, allowed) => {
  const own = files.filter((file) => partOf(file.getFilePath()) === part);

  test('imports only what its row allows', () => {
    expect(own.flatMap((file) => strays(file, [part, ...allowed]))).toEqual([]);
  });
});

test('of the reports only the script of the page is made of files, which the build does once and for all', () => {
  const makers = files.filter(
    (file) => partOf(file.getFilePath()) === 'report' && strays(file, ['report', ...pureReport]).length > 0,
  );
  expect(makers.map((file) => file.getFilePath().slice(root.length))).toEqual(['report/html/page-script.ts']);
});

test('of the explorer only its ui knows Ink, React and the terminal', () => {
  const pure = files.filter((file) => /\/src\/explore\/(?!ui\/)/.test(file.getFilePath()));
  expect(pure.length).toBeGreaterThan(10);
  expect(pure.flatMap((file) => strays(file, ['explore', 'model', 'schema', 'report', 'solve']))).toEqual([]);
});

/**
 * The layers of the abstract interpreter, lowest first: a folder of `src/static` imports only from folders above it in
 * this list. What the machine needs of later ones is handed to it (`Interpreter`, `Sinks`).
 */
const staticLayers = [
  ...['contract', 'syntax', 'texts', 'value', 'machine', 'heap', 'relevance', 'opaque', 'natives', 'sinks'],
  ...['language', 'modules', 'evaluate', 'execute', 'roots', 'results'],
];

describe('src/static', () => {
  const own = files.filter((file) => partOf(file.getFilePath()) === 'static');
  const folderOf = (path: string) => /\/src\/static\/([^/]+)\//.exec(path)?.[1];

  test('is layers: no folder knows of a later one', () => {
    const upwards = own.flatMap((file) =>
      file.getImportStringLiterals().flatMap((literal) => {
        const from = folderOf(file.getFilePath());
        const to = folderOf(fileURLToPath(new URL(literal.getLiteralValue(), `file://${file.getFilePath()}`)));
        const isUpwards =
          from !== undefined && to !== undefined && staticLayers.indexOf(to) > staticLayers.indexOf(from);
        return isUpwards ? [`${from} imports ${to}: ${file.getFilePath().slice(root.length)}`] : [];
      }),
    );
    expect(upwards).toEqual([]);
  });

  test('has a row for each layer on its page of terms, in order', () => {
    const page = readFileSync(`${root}static/README.md`, 'utf8');
    const rows = [...page.matchAll(/^\| `([a-z]+)\/`/gm)].map(([, folder]) => folder);
    expect(rows).toEqual(staticLayers);
  });

  test('has no folder that is no layer', () => {
    const folders = own.flatMap((file) => folderOf(file.getFilePath()) ?? []);
    expect([...new Set(folders)].sort()).toEqual([...staticLayers].sort());
  });
});

test('every part of src has a row', () => {
  const parts = [...new Set(files.map((file) => partOf(file.getFilePath())))];
  expect(parts.filter((part) => mayImport[part] === undefined)).toEqual([]);
  expect(parts).toEqual(expect.arrayContaining(['model', 'rules', 'pipeline', 'cli']));
});

test('a stray import is named, written in whatever way', () => {
  const file = project.createSourceFile(
    `${root}har/stray.ts`,
    "import '../model/role.ts';\nexport { text } from '../report/text.ts';\nconst later = () => import('node:net');",
  );
  expect(strays(file, ['har', ...(mayImport['har'] ?? [])])).toEqual([
    'har/stray.ts imports ../report/text.ts',
    'har/stray.ts imports node:net',
  ]);
  file.forget();
});

function strays(file: SourceFile, allowed: readonly string[]): string[] {
  return file
    .getImportStringLiterals()
    .filter((literal) => !allowed.includes(targetOf(file, literal)))
    .map((literal) => `${file.getFilePath().slice(root.length)} imports ${literal.getLiteralValue()}`);
}

/** `../report/json.ts` → "report"; `ts-morph` → "ts-morph". */
function targetOf(file: SourceFile, literal: StringLiteral): string {
  const specifier = literal.getLiteralValue();
  if (!specifier.startsWith('.')) return specifier;
  return partOf(fileURLToPath(new URL(specifier, `file://${file.getFilePath()}`)));
}

/** The folder below src, or the name of a file that stands there itself. */
function partOf(path: string): string {
  return path.slice(root.length).split(/[/.]/, 1).join('');
}
