import type { ApiCall } from '../../model/api-call.ts';
import type { ChainStep, Evidence } from '../../model/evidence.ts';
import type { InputSummary } from '../../model/report.ts';
import { isTestPath } from '../../sources/classify-path.ts';
import type { PackageFolder, Part } from '../../sources/find-services.ts';
import { below, folderOf, foldersUp } from '../../sources/paths.ts';
import type { SourceSet } from '../../sources/source-set.ts';
import type { ReadingOptions } from './plan.ts';

/** More programs than this are not told apart: a config names those that matter. */
export const mostPrograms = 40;

/** What one of several programs calls. */
export interface ProgramAnswer {
  readonly name: string;
  readonly calls: readonly ApiCall[];
  readonly inputs: readonly InputSummary[];
  /** Set for what is left when every program has its own: calls that can be made, and that none of them makes. */
  readonly isRest?: true;
}

/**
 * The packages that may be programs of their own, by the rule that `init` goes by: one among tests or fixtures is none, and
 * what it starts belongs to the package around it. With tests analysed like other files it is as good as any.
 */
export function programPackages(
  packages: readonly PackageFolder[],
  { includeTests = false }: Pick<ReadingOptions, 'includeTests'>,
): readonly PackageFolder[] {
  return includeTests ? packages : packages.filter(({ folder }) => !isTestPath(below(folder, 'package.json')));
}

/**
 * The part of the sources that may belong to a program: all but what stands in the packages of other programs and is not
 * imported. Code of which nobody knows whose it is belongs to each.
 */
export function setOfPart(
  whole: SourceSet,
  part: Part,
  { parts, packages }: { readonly parts: readonly Part[]; readonly packages: readonly PackageFolder[] },
): SourceSet {
  const folders = new Set(packages.map(({ folder }) => folder));
  const others = new Set(parts.flatMap(({ folder }) => (folder === part.folder ? [] : [folder])));
  const ownerOf = (path: string) => [...foldersUp(folderOf(path))].find((folder) => folders.has(folder)) ?? '';
  const isOurs = (path: string) => part.files.has(path) || path.endsWith('.json') || !others.has(ownerOf(path));
  const entries = new Set(part.entries);
  return {
    ...whole,
    files: new Map([...whole.files].filter(([path]) => isOurs(path))),
    entries: whole.entries.filter(({ path }) => entries.has(path)),
    seeds: whole.seeds.filter(isOurs),
    problems: whole.problems.filter(({ file }) => !whole.files.has(file) || isOurs(file)),
    resolve: (specifier, from) => {
      const found = whole.resolve(specifier, from);
      return found.kind === 'external' || isOurs(found.path) ? found : { kind: 'external', name: specifier };
    },
  };
}

/**
 * The programs' answers, and one with every call of the whole that none of them has: what a package exports and nobody
 * here calls. What cannot run and belongs to none is listed with each: it makes no role larger. What one of them has and
 * another one makes is listed there.
 */
export function withRest(
  answers: readonly ProgramAnswer[],
  whole: readonly ApiCall[],
  name: string,
): readonly ProgramAnswer[] {
  const live = new Set(answers.flatMap(({ calls }) => calls.filter(({ reachable }) => reachable).flatMap(keysOf)));
  const seen = new Set(answers.flatMap(({ calls }) => calls.flatMap(keysOf)));
  const rest = whole.filter((call) => call.reachable && !live.has(keyOf(call)));
  const dead = whole.filter((call) => !call.reachable && !seen.has(keyOf(call)));
  const alive = [...answers.flatMap(({ calls }) => calls), ...rest].filter(({ reachable }) => reachable);
  const elsewhere = new Set(alive.flatMap(sitesOf));
  const all = answers.map(({ calls, ...answer }) => ({
    ...answer,
    calls: [...calls.filter((call) => call.reachable || !elsewhere.has(siteAt(call, call.evidence))), ...dead],
  }));
  return rest.length === 0 ? all : [...all, { name, calls: rest, inputs: [], isRest: true }];
}

/** The name of what belongs to no program. */
export function restName(home: string, taken: readonly string[]): string {
  let name = `rest-of-${home}`;
  while (taken.includes(name)) name += '-';
  return name;
}

/** What a call asks for, and where it stands. */
function keyOf(call: ApiCall): string {
  return keyAt(call, call.evidence);
}

/** The same for every line that it passes through: programs get to one line of a package by lines of their own. */
function keysOf(call: ApiCall): readonly string[] {
  const { evidence } = call;
  return evidence.kind === 'source' ? [evidence, ...evidence.chain].map((at) => keyAt(call, at)) : [keyOf(call)];
}

/** The lines by which a call gets to its request, from the program's own on. */
function sitesOf(call: ApiCall): readonly string[] {
  const { evidence } = call;
  const chain = evidence.kind === 'source' ? evidence.chain.filter(({ label }) => label.startsWith('through ')) : [];
  return [evidence, ...chain].map((at) => siteAt(call, at));
}

function siteAt({ method }: ApiCall, at: Evidence | ChainStep): string {
  return JSON.stringify([method, at.file, 'entry' in at ? at.entry : at.line]);
}

function keyAt({ method, host, path, certainty }: ApiCall, at: Evidence | ChainStep): string {
  const text = path.map((piece) => (typeof piece === 'string' ? piece : '{}')).join('');
  return JSON.stringify([method, host, text, certainty, at.file, 'entry' in at ? at.entry : at.line]);
}

/**
 * In sentences, for the report: which programs there are, and how to make that permanent.
 *
 * @param silent those of which no call was found
 */
export function describePrograms(
  answers: readonly Pick<ProgramAnswer, 'name' | 'isRest'>[],
  silent: ReadonlySet<string>,
): string {
  const names = answers.filter(({ isRest }) => isRest !== true).map(({ name }) => name);
  const programs = names.filter((name) => !silent.has(name));
  const rest = answers.find(({ isRest }) => isRest === true);
  const sentences = [
    foundSentence(names.length, programs),
    rest === undefined
      ? ''
      : `${rest.name} is no program: it has the calls that packages offer and none of the programs makes.`,
    `\`rolefit init\` writes a config with ${programs.length === 1 ? 'this service' : 'these services'}; --merged gives one role for all`,
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function foundSentence(found: number, calling: readonly string[]): string {
  if (calling.length === 0) return `${found} programs found, and none of them calls Marketo.`;
  if (calling.length === 1) return `${found} programs found, of which one calls Marketo: ${calling.join('')}.`;
  return `${calling.length} programs found, each with a role of its own: ${calling.join(', ')}.`;
}

/** The same where one role is asked about and several programs were found: what one of them needs the others get as well. */
export function describeShared(names: readonly string[]): string {
  return `${names.length} programs share this role, as one grant or recording is of one role: ${names.join(', ')}. Without it, or with the config that \`rolefit init\` writes, each has its own`;
}
