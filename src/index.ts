import type { Progress } from './load/analyze-paths.ts';
import type { Model } from './load/model.ts';
import type { Report } from './model/report.ts';
import type { Grant } from './model/role.ts';

export type { Progress } from './load/analyze-paths.ts';
export type { Model } from './load/model.ts';
export type { Ability, BlastRadius, IdleShare, Reach } from './model/blast-radius.ts';
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
  return analyzePaths(paths, { ...more, cwd, hosts, model: known, ...(grant === undefined ? {} : { granted: grant }) });
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
