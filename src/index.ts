import type { Model } from './load/model.ts';
import type { ServiceChange } from './model/change.ts';
import type { Progress } from './model/progress.ts';
import type { Report } from './model/report.ts';
import type { Grant } from './model/role.ts';
import { type Answer, plainOptions } from './report/index.ts';

export type { Model } from './load/model.ts';
export type { Ability, BlastRadius, IdleShare, Reach } from './model/blast-radius.ts';
export type { GainedPermission, OperationNeed, ServiceChange } from './model/change.ts';
export type { Config, ServiceConfig, WorkspaceConfig } from './model/config.ts';
export type { Evidence, Outcome, SourceEvidence, TrafficEvidence } from './model/evidence.ts';
export type { Confidence, Finding, FindingArguments, FindingKind, Severity } from './model/finding.ts';
export { findingKinds } from './model/finding-kinds/index.ts';
export type { GrantBounds } from './model/grant-bounds.ts';
export { InputError, InputErrors, type InputPlace } from './model/input-error.ts';
export type { Lock } from './model/lock.ts';
export type { Operation, OperationId } from './model/operation.ts';
export type { OperationUse, UnmatchedCall, UnresolvedCall } from './model/operation-use.ts';
export type { PartitionSight } from './model/partition-sight.ts';
export type { Permission, PermissionName } from './model/permission.ts';
export type { PermissionGraph } from './model/permission-graph.ts';
export type { Progress } from './model/progress.ts';
export type {
  CodeAndTraffic,
  Coverage,
  InputSummary,
  Observation,
  Report,
  ServiceReport,
  ServiceWorkspaces,
} from './model/report.ts';
export type { Requirement } from './model/requirement.ts';
export type { Comparison, Escalation, Grant, MinimalRole, RolePermission } from './model/role.ts';
export {
  describeFinding,
  type Format,
  plainOptions,
  publishReport,
  type Renderer,
  type RenderOptions,
  renderers,
} from './report/index.ts';
export type { RuleSet } from './rules/rule-set.ts';
export type { PublishedReport } from './schema/report.ts';

/** What {@link analyze} may be told. All of it is optional. */
export interface AnalyzeOptions {
  /** The folder that paths start from and that places in the report are relative to. The working folder by default. */
  readonly cwd?: string;
  /** What the role grants today: a file, names with commas between them, or a grant already read. */
  readonly granted?: string | Grant;
  /** Roles of the `granted` file, where it holds several. */
  readonly grantedRoles?: readonly string[];
  /** Hosts that are Marketo's as well, such as a proxy. */
  readonly hosts?: readonly string[];
  /** Only the calls of this API user, by its label in the report. */
  readonly principal?: string;
  /** What {@link loadModel} gave; for several analyses in one process. */
  readonly model?: Model;
  /** Read for the path "-". */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** Whether tests, mocks and stories are analysed like other files. */
  readonly includeTests?: boolean;
  /** Whether calls that nothing reaches count for the role. */
  readonly includeUnreachable?: boolean;
  /** Files or folders where the program begins, instead of those that are found. */
  readonly entries?: readonly string[];
  /** Whether several programs among the paths make one role together, instead of a service each. */
  readonly merged?: boolean;
  /** Files that describe a wrapper or SDK of your own, with the schemas of rules/clients and rules/sdks. */
  readonly clients?: readonly string[];
  /** Told how far reading has come: in bytes for traffic, in files for source code. */
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Finds the smallest role for what the inputs call, and holds it against the grant. Files are only read, and the
 * network is not used. The report is plain data; {@link renderers} and {@link publishReport} turn it into documents.
 *
 * @throws InputError or InputErrors when something about an input must be put right by whoever gave it.
 */
export async function analyze(
  paths: readonly string[],
  { cwd = '.', granted, grantedRoles = [], hosts = [], model, ...more }: AnalyzeOptions = {},
): Promise<Report> {
  const known = model ?? (await loadModel());
  const { analyzePaths } = await import('./load/analyze-paths.ts');
  const grant = typeof granted === 'string' ? await readGrant(granted, { cwd, roles: grantedRoles }, known) : granted;
  return analyzePaths(paths, { ...more, cwd, hosts, model: known, granted: grant });
}

/** What {@link explain}, {@link roleSheet} and {@link diff} answer: data, and the same in words. */
export interface LibraryAnswer<Data = unknown> {
  readonly data: Data;
  /** The answer as the command line prints it, 80 columns wide where it is text. */
  readonly toText: (format?: 'text' | 'markdown') => string;
}

/**
 * Explains a permission, an operation (by name, id or path), or with a report a line of the code ("src/sync.ts:41").
 * @returns `undefined` for what is none of these
 */
export async function explain(
  what: string,
  { report, model }: { readonly report?: Report; readonly model?: Model } = {},
): Promise<LibraryAnswer | undefined> {
  const known = model ?? (await loadModel());
  const render = await import('./report/index.ts');
  const answer = render.explain(what, known, report);
  return answer === undefined ? undefined : toLibraryAnswer(answer, render);
}

/** The role sheet of each service of a report: what the admin does in Marketo, and the boxes to tick. */
export async function roleSheet(report: Report, { model }: { readonly model?: Model } = {}): Promise<LibraryAnswer> {
  const known = model ?? (await loadModel());
  const render = await import('./report/index.ts');
  return toLibraryAnswer(render.roleSheet(report, known), render);
}

/**
 * What differs between two JSON reports or locks, given as files: growth first, each with the lines that need it.
 * @throws InputError or InputErrors when one of them cannot be read or is neither.
 */
export async function diff(
  before: string,
  after: string,
  { cwd = '.', model }: { readonly cwd?: string; readonly model?: Model } = {},
): Promise<readonly ServiceChange[]> {
  const { permissions } = model ?? (await loadModel());
  const [{ loadSnapshot }, { compareSnapshots, isChanged }] = await Promise.all([
    import('./load/snapshot.ts'),
    import('./gate/index.ts'),
  ]);
  const [old, now] = [await loadSnapshot(before, cwd), await loadSnapshot(after, cwd)];
  return compareSnapshots(old, now, permissions).filter(isChanged);
}

/** What {@link check} found. */
export interface CheckResult {
  /** The report with the gate's findings in it, without what was excepted. */
  readonly report: Report;
  readonly changes: readonly ServiceChange[];
  /** Services of which no call that can run was seen: nothing is known about their roles. */
  readonly silent: readonly string[];
  /** Whether there was a lock to compare with; without one only the policy was applied. */
  readonly isCompared: boolean;
}

/**
 * The gate: analyses the services of a folder's config and compares them with its lock. Nothing is written.
 * @throws InputError or InputErrors for a config, lock or input that must be put right.
 */
export async function check(
  folder: string,
  { config, model, today }: { readonly config?: string; readonly model?: Model; readonly today?: string } = {},
): Promise<CheckResult> {
  const known = model ?? (await loadModel());
  const [{ loadConfig }, { findLock }, { analyzeServices }, { runGate }] = await Promise.all([
    import('./load/config.ts'),
    import('./load/lock.ts'),
    import('./load/analyze-services.ts'),
    import('./gate/index.ts'),
  ]);
  const loaded = await loadConfig(folder, config, known);
  const lock = await findLock(loaded.folder);
  const { report, changes, silent } = runGate({
    report: await analyzeServices(loaded, { model: known }),
    config: loaded.config,
    graph: known.permissions,
    abilities: known.rules.abilities,
    today: today ?? new Date().toISOString().slice(0, 10),
    lock,
  });
  return { report, changes, silent, isCompared: lock !== undefined };
}

/** What {@link plan} proposes: the files that a check would go by, or why there is nothing to propose. */
export type Plan =
  | { readonly kind: 'plan'; readonly files: readonly { readonly path: string; readonly text: string }[] }
  | { readonly kind: 'nothing'; readonly notes: readonly string[] };

/**
 * What `rolefit init` would write into a folder: a config, a lock and a CI job. Nothing is written.
 * @throws InputError or InputErrors for a config that is broken.
 */
export async function plan(
  folder: string,
  {
    model,
    hosts = [],
    today,
  }: { readonly model?: Model; readonly hosts?: readonly string[]; readonly today?: string } = {},
): Promise<Plan> {
  const { proposeInit } = await import('./load/propose-init.ts');
  const proposal = await proposeInit({
    folder,
    model: model ?? (await loadModel()),
    hosts,
    today: today ?? new Date().toISOString().slice(0, 10),
  });
  if (proposal.kind === 'nothing') return proposal;
  return { kind: 'plan', files: proposal.plan.files.map(({ path, text }) => ({ path, text })) };
}

/**
 * Writes a copy of a recording without secrets and personal data, which gives the same report. It appears whole or not at
 * all, readable by its owner alone.
 * @throws InputError for a recording that cannot be read, and a copy that is there already or cannot be written.
 */
export async function redact(
  recording: string,
  copy: string,
  options: { readonly cwd?: string; readonly hosts?: readonly string[]; readonly replace?: boolean } = {},
): Promise<{
  readonly kept: number;
  readonly dropped: readonly { readonly reason: string; readonly count: number }[];
}> {
  const { cwd = '.', hosts = [], replace = false } = options;
  const { redactHarFile } = await import('./load/redact-har.ts');
  return redactHarFile(
    { path: recording, cwd, stdin: nothing(), hosts },
    { kind: 'file', path: copy, replace },
    { hideMunchkin: false, dropTimes: false },
  );
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

function toLibraryAnswer(answer: Answer, { renderAnswer }: typeof import('./report/index.ts')): LibraryAnswer {
  return { data: answer.data, toText: (format = 'text') => renderAnswer(answer, format, plainOptions) };
}

/** The permissions and operations of Marketo that ship with rolefit, ready to ask. */
export async function loadModel(): Promise<Model> {
  const load = await import('./load/model.ts');
  return load.loadModel();
}

async function readGrant(
  granted: string,
  options: { readonly cwd: string; readonly roles: readonly string[] },
  { permissions }: Model,
): Promise<Grant> {
  const { loadGrant } = await import('./load/grant.ts');
  return loadGrant(granted, options, permissions);
}
