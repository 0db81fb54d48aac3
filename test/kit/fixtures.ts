import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readJson } from '../../src/load/read-json.ts';
import { validate } from '../../src/load/validate.ts';
import { compareText } from '../../src/model/location.ts';
import { type Expected, expectedSchema, packageSchema } from './expected-schema.ts';
import { normalKnown, readStatements, type Statement } from './statements.ts';

export const fixtureKinds = ['source', 'apps', 'packages'] as const;
export type FixtureKind = (typeof fixtureKinds)[number];

/** A program, and what rolefit should say about it. */
export interface Fixture {
  readonly kind: FixtureKind;
  readonly name: string;
  /** The folder to analyse, on this machine. */
  readonly folder: string;
  readonly idiom: string;
  readonly difficulty: number;
  readonly statements: readonly Statement[];
  /** Lines about which an unresolved call may be said but need not be. */
  readonly tolerated: readonly { readonly file: string; readonly line: number }[];
  /** Absent for packages, which are judged by their calls alone. */
  readonly expected: Expected | undefined;
}

/** A fixture without the kind that its place among the others gives it. */
export type Unfiled = Omit<Fixture, 'kind'>;

const root = fileURLToPath(new URL('../../fixtures/', import.meta.url));

/** Every fixture: the tiny integrations, the small apps, and the published packages. */
export async function loadFixtures(): Promise<readonly Fixture[]> {
  return [...(await loadFolders('source')), ...(await loadFolders('apps')), ...(await loadPackages())];
}

/** The source files of a folder by relative path with "/", sorted; `expected.json` and what was installed left out. */
export function readSources(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split('\\')
        .join('/'),
    )
    .filter((file) => file !== 'expected.json' && !file.includes('node_modules/'));
  return new Map(files.sort(compareText).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

async function loadFolders(kind: 'source' | 'apps'): Promise<Fixture[]> {
  const names = readdirSync(join(root, kind)).sort(compareText);
  return Promise.all(names.map(async (name) => ({ kind, ...(await loadFixture(join(root, kind, name))) })));
}

/** A fixture, wherever its folder stands. */
export async function loadFixture(folder: string): Promise<Unfiled> {
  const name = basename(folder);
  const label = `${basename(dirname(folder))}/${name}/expected.json`;
  const expected = await validate(expectedSchema, await readJson(join(folder, 'expected.json'), label));
  const { idiom, difficulty } = expected;
  const statements = [...readSources(folder)].flatMap(([file, text]) => readStatements(file, text));
  return { name, folder, idiom, difficulty, statements, tolerated: [], expected };
}

async function loadPackages(): Promise<Fixture[]> {
  const files = readdirSync(join(root, 'packages')).sort(compareText);
  return Promise.all(files.map((file) => loadPackage(file)));
}

async function loadPackage(file: string): Promise<Fixture> {
  const label = `fixtures/packages/${file}`;
  const one = await validate(packageSchema, await readJson(join(root, 'packages', file), label));
  const { version, folder } = installed(one.package);
  if (version !== one.version) throw new Error(`${label} was written for ${one.version}, installed is ${version}`);
  return {
    kind: 'packages',
    name: one.package,
    folder: join(folder, one.folder),
    idiom: 'package',
    difficulty: one.difficulty,
    statements: [
      ...one.calls.map(
        (call) => ({ kind: 'operation', text: call.operation, file: call.file, line: call.line }) as const,
      ),
      ...one.unmatched.map(
        ({ call, file, line }) => ({ kind: 'unmatched', text: normalKnown(call), file, line }) as const,
      ),
      ...one.unresolved.map(
        ({ call, file, line }) => ({ kind: 'unresolved', text: normalKnown(call), file, line }) as const,
      ),
    ],
    tolerated: one.passThrough,
    expected: undefined,
  };
}

function installed(name: string): { version: string; folder: string } {
  const paths = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const folder = paths.map((path) => join(path, name)).find((path) => existsSync(join(path, 'package.json')));
  if (folder === undefined) throw new Error(`the package ${name} is not installed`);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return { version, folder: folder.replace(/[\\/]$/, '') };
}
