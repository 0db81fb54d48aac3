import type { noRequestWords } from './annotation.ts';
import type { InputPlace } from './input-error.ts';
import type { OperationId } from './operation.ts';
import type { Exception, Forbidden, Policy } from './policy.ts';

/** What a service holds today, as the config names it: a file, names with commas between them, or "vendor:name". */
export interface GrantChoice {
  readonly argument: string;
  /** Roles of the file, where it holds several. */
  readonly roles: readonly string[];
  readonly at: InputPlace;
}

/** One Custom Service of Marketo's: its code, its traffic, and the API-Only user it works as. Paths start from the config's folder. */
export interface ServiceConfig {
  readonly name: string;
  /** Folders and source files. */
  readonly sources: readonly string[];
  /** Where the program begins; found by rules when empty. */
  readonly entries: readonly string[];
  /** Recordings of this service alone. */
  readonly traffic: readonly string[];
  /** Access logs of this service alone. */
  readonly accessLogs: readonly string[];
  readonly hosts: readonly string[];
  readonly granted?: GrantChoice;
  /** The workspaces that its role is given in. */
  readonly workspaces: readonly string[];
  /** The API-Only user as Marketo's identity answer names it. Compared, never shown. */
  readonly user?: string;
  /** A label of the credential, such as the name of the variable that holds the client id. Compared, never shown. */
  readonly credential?: string;
  readonly forbidden: Forbidden;
  readonly at: InputPlace;
}

/** A call that the config says what it is, for code that cannot be given a comment. */
export interface ConfigAnnotation {
  readonly file: string;
  /** A piece of the line that the call stands on; every open call of the file when absent. */
  readonly call?: string;
  readonly operations: readonly (OperationId | typeof noRequestWords)[];
  readonly at: InputPlace;
}

/** A workspace of the subscription and the partitions that it sees. */
export interface WorkspaceConfig {
  readonly name: string;
  readonly partitions: readonly string[];
}

/** What `rolefit.config.json` says, checked and complete. */
export interface Config {
  /** Never empty; names are unique. Sorted by name. */
  readonly services: readonly ServiceConfig[];
  /** Recordings of several services, told apart by their users. */
  readonly traffic: readonly string[];
  readonly workspaces: readonly WorkspaceConfig[];
  /** Descriptions of own clients and SDKs. */
  readonly clients: readonly string[];
  readonly annotations: readonly ConfigAnnotation[];
  readonly policy: Policy;
  readonly exceptions: readonly Exception[];
  readonly includeTests: boolean;
  readonly includeUnreachable: boolean;
}
