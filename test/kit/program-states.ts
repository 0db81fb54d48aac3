import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { analyzePaths } from '../../src/load/analyze-paths.ts';
import type { Model } from '../../src/load/model.ts';
import { readJson } from '../../src/load/read-json.ts';
import { validate } from '../../src/load/validate.ts';
import { compareText } from '../../src/model/location.ts';
import { publishReport } from '../../src/report/index.ts';
import type { PublishedReport } from '../../src/schema/report.ts';
import { type Truth, truthSchema } from './truth-schema.ts';

/** Sets of whole programs whose right answer is known: fixtures/<set>/<name>/. */
export type ProgramSet = 'programs' | 'frameworks' | 'compiled' | 'shapes';

/**
 * What rolefit makes of a program. `right`: all that it sends, and nothing else. `wide`: all that it sends, and more.
 * `open`: something is missing, and the report says that something may be. `known-wrong`: something is missing, and the
 * role is said to be complete.
 */
export type ProgramState = 'right' | 'wide' | 'open' | 'known-wrong';

/** What is known of a set: the file fixtures/<set>/states.json. */
export interface SetStates {
  readonly states: Readonly<Record<string, ProgramState>>;
  /** Of the operations that never are sent, how many are claimed. */
  readonly claimed: { readonly said: number; readonly of: number };
}

interface Judged {
  readonly state: ProgramState;
  /** In words, what is not as it should be. */
  readonly faults: readonly string[];
  readonly said: number;
  readonly of: number;
}

const root = fileURLToPath(new URL('../../fixtures/', import.meta.url));

/** The programs of a set, sorted. */
export function programsOf(set: ProgramSet): readonly string[] {
  const entries = readdirSync(join(root, set), { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort(compareText);
}

/** Analyses a program as `rolefit .` in its folder does, in this process, and judges the answer. */
export async function judgeProgram(set: ProgramSet, name: string, model: Model): Promise<Judged> {
  const folder = join(root, set, name);
  const truth = await readTruth(set, name);
  return judge(truth, publishReport(await analyzePaths(['.'], { cwd: folder, hosts: [], model })));
}

export async function readTruth(set: ProgramSet, name: string): Promise<Truth> {
  const label = `fixtures/${set}/${name}/truth.json`;
  return validate(truthSchema, await readJson(join(root, set, name, 'truth.json'), label));
}

/** Holds a report against what the program really sends. */
export function judge(truth: Truth, report: PublishedReport): Judged {
  const said = report.services
    .flatMap(({ operations }) => operations)
    .filter(({ certainty }) => certainty !== 'possible');
  const live = new Set(said.filter(({ reachable }) => reachable).map(({ id }) => plain(id)));
  const missing = truth.operations.map(plain).filter((id) => !live.has(id));
  const wanted = new Set(truth.operations.map(plain));
  const extra = [...live].filter((id) => !wanted.has(id) && !id.includes('/identity/'));
  const isComplete = report.services.length > 0 && report.services.every(({ role }) => role.status === 'complete');
  const never = new Set((truth.dead ?? []).map(plain));
  const others = otherFaults(truth, report, isComplete);
  const faults = [...missing.map((id) => `missing: ${id}`), ...extra.map((id) => `not sent: ${id}`), ...others];
  const state =
    missing.length > 0 ? (isComplete ? 'known-wrong' : 'open') : faults.length > 0 ? ('wide' as const) : 'right';
  return { state, faults, said: extra.filter((id) => never.has(id)).length, of: never.size };
}

/** Names of ids differ between the rules and what a person writes. */
function plain(id: string): string {
  return id.replace(/\{[^}]*\}/g, '{}');
}

function otherFaults({ status, unmatched, unresolved }: Truth, report: PublishedReport, isComplete: boolean): string[] {
  const faults: string[] = [];
  const open = report.services.flatMap((service) => service.unmatched.map(({ method, path }) => `${method} ${path}`));
  const holes = report.services.flatMap((service) => service.unresolved).length;
  const wanted = unmatched?.map(plain).sort(compareText);
  if (wanted !== undefined && wanted.join() !== open.map(plain).sort(compareText).join())
    faults.push(`unmatched: ${open.join(', ')}`);
  if (unresolved !== undefined && unresolved !== holes) faults.push(`unresolved: ${holes}`);
  if (status !== undefined && isComplete !== (status === 'complete')) faults.push(`the role is not ${status}`);
  return faults;
}

export function readStates(set: ProgramSet): SetStates {
  return JSON.parse(readFileSync(join(root, set, 'states.json'), 'utf8')) as SetStates;
}

export function writeStates(set: ProgramSet, states: SetStates): void {
  writeFileSync(join(root, set, 'states.json'), `${JSON.stringify(states, undefined, 2)}\n`);
}
