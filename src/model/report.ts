import type { AnnotationProblem } from './annotation.ts';
import type { BlastRadius } from './blast-radius.ts';
import type { Finding } from './finding.ts';
import type { GrantBounds } from './grant-bounds.ts';
import type { MissingModule } from './missing-module.ts';
import type { OperationId } from './operation.ts';
import type { CallSample, OperationUse, UnmatchedCall, UnresolvedCall } from './operation-use.ts';
import type { PartitionSight } from './partition-sight.ts';
import type { PermissionName } from './permission.ts';
import type { AcceptedFinding, ExceptionComment } from './policy.ts';
import type { Comparison, Escalation, MinimalRole, WithoutOptional } from './role.ts';
import type { TextCounts, UnfollowedText } from './text-account.ts';

/** Everything rolefit found out, sorted and free of times of its own, absolute paths and secrets. Every format renders this. */
export interface Report {
  readonly tool: { readonly name: 'rolefit'; readonly version: string };
  readonly services: readonly ServiceReport[];
  readonly findings: readonly Finding[];
  /** Findings that somebody decided to live with; present where the gate has run. */
  readonly accepted?: readonly AcceptedFinding[];
  readonly coverage: Coverage & {
    /** What became of the texts of the code that look like Marketo's API. */
    readonly texts: TextCounts;
  };
  readonly inputs: readonly InputSummary[];
}

/** How many calls were seen, and of how many the operation is known. */
export interface Coverage {
  readonly calls: number;
  readonly followed: number;
}

/** One principal's or one configured service's part of the report. */
export interface ServiceReport {
  readonly name: string;
  /** Sorted by path, then method. */
  readonly operations: readonly OperationUse[];
  readonly role: MinimalRole;
  /** What the role, and the grant, would let a stolen credential do. */
  readonly blastRadius: BlastRadius;
  /** For each permission of the role that allows more than reading, why. In the dialog's order. */
  readonly escalations: readonly Escalation[];
  /** Present when the program survives the failure of some of its calls, and makes others. */
  readonly withoutOptional?: WithoutOptional;
  readonly comparison?: Comparison;
  readonly unresolved: readonly UnresolvedCall[];
  readonly unmatched: readonly UnmatchedCall[];
  readonly coverage: Coverage;
  /** What of the code may hide further calls; present when there is something. */
  readonly notFollowed?: {
    /** Texts that look like Marketo's API and that nothing accounts for. */
    readonly texts: number;
    /** Modules that it imports and that were not read. */
    readonly modules: number;
  };
  /** Present when recorded calls tell workspaces or partitions, or some operation reaches all of them. */
  readonly workspaces?: ServiceWorkspaces;
  /** Present when both code and recorded traffic of it were analysed. */
  readonly sources?: CodeAndTraffic;
  /** Present when some call that may run sends its token as a parameter, which Adobe withdrew on 2026-08-31. */
  readonly tokenInQuery?: CallSample;
  /** Present when it calls the SOAP API, which is gone. */
  readonly removedApi?: CallSample;
  /** Present when some recorded call was answered or denied: what that proves about the role behind it. */
  readonly bounds?: GrantBounds;
  /** Present when part of the evidence is traffic: the window over which use was observed. */
  readonly observed?: Observation;
}

/** Operations by where they were seen, each in one list, sorted by path, then method. What only code has that nothing reaches is in none. */
export interface CodeAndTraffic {
  readonly both: readonly OperationId[];
  /** Never exercised while traffic was recorded. */
  readonly onlyCode: readonly OperationId[];
  /** Sent by something that was not followed in the code, or by another program with the same credential. */
  readonly onlyTraffic: readonly OperationId[];
}

/** Whether nothing of a service was seen that can run: nothing is known about its role then. */
export function isSilent({ role, unresolved, unmatched }: ServiceReport): boolean {
  return role.certificate.length === 0 && ![...unresolved, ...unmatched].some(({ reachable }) => reachable);
}

/**
 * Where in the subscription a service was seen at work. Answers about assets tell their workspace, lead calls may tell a
 * partition; other calls tell nothing, so these lists are no more than what was seen. Names are sorted.
 */
export interface ServiceWorkspaces {
  readonly names: readonly string[];
  readonly partitions: readonly string[];
  /** The permissions of the role that calls with a told place rest on, in the dialog's order. */
  readonly byPermission: readonly {
    readonly name: PermissionName;
    readonly workspaces: readonly string[];
    readonly partitions: readonly string[];
  }[];
  /** Used operations that reach data of every workspace, whatever workspace the role is given in. */
  readonly acrossWorkspaces: readonly OperationId[];
  /** Of partitions that calls named, from which workspaces they are seen; absent where no config tells or no call names one. */
  readonly sight?: readonly PartitionSight[];
}

/** The window of recorded traffic. Best effort: producers write dates in many ways, or none. */
export interface Observation {
  readonly calls: number;
  /** ISO 8601 in UTC; absent when no entry had a readable date. */
  readonly from?: string;
  readonly to?: string;
}

/** Why a module was taken for an entry point that nothing names as one: it may as well be a stale one. */
export const guessedEntry = {
  orphan: 'imported by no module',
  circle: 'part of a circle of imports that nothing else imports',
} as const;

/** Modules at which the program was taken to begin, for one reason. */
export interface EntryGroup {
  /** In a few words, e.g. "bin of package.json", "imported by no module". */
  readonly reason: string;
  readonly count: number;
  /** The first of them. Relative to the analysed folder, with "/". */
  readonly files: readonly string[];
}

/** What one input file gave. */
export interface InputSummary {
  readonly file: string;
  readonly kind: 'traffic' | 'source';
  /** Entries or files looked at. */
  readonly read: number;
  /** Of those, calls to Marketo that were taken over. */
  readonly calls: number;
  /** What was left out, by reason. Sorted by reason. */
  readonly skipped: readonly { readonly reason: string; readonly count: number }[];
  /** `false` when the input broke off or part of it did not parse. */
  readonly complete: boolean;
  /** Why it is not complete, in one sentence. */
  readonly problem?: string;
  /** When the first and the last recorded call began, ISO 8601 in UTC; only for traffic with readable dates. */
  readonly from?: string;
  readonly to?: string;
  /** What was concluded about the input, in sentences. */
  readonly notes?: readonly string[];
  /** In how many calls the recording holds a secret as it was sent; absent when it holds none. */
  readonly secrets?: { readonly clientSecrets: number; readonly tokens: number };
  /** The modules where the program was taken to begin; absent for traffic, and where not all of them were read. */
  readonly entries?: readonly EntryGroup[];
  /** Of code: what became of the texts that look like Marketo's API. */
  readonly texts?: TextCounts;
  /** The texts that nothing accounts for, sorted by place. */
  readonly unfollowed?: readonly UnfollowedText[];
  /** How many modules that the code imports were not read, though they may call Marketo; absent where it is none. */
  readonly modulesNotRead?: number;
  /** Those modules, by place. */
  readonly missing?: readonly MissingModule[];
  /** Comments in the code that say what a call is, and are wrong about it. */
  readonly annotations?: readonly AnnotationProblem[];
  /** Comments in the code that except findings; the gate reads them. */
  readonly exceptions?: readonly ExceptionComment[];
}
