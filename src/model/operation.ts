import type { Requirement } from './requirement.ts';

/** "METHOD /path/template", e.g. "GET /rest/v1/lead/{leadId}.json". Unique in the rules. */
export type OperationId = string & { readonly __brand: 'OperationId' };

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const;
/** The HTTP methods that can carry an operation. */
export type Method = (typeof methods)[number];

/** What calling an operation does, the worst last. */
export const effects = ['read', 'write', 'execute', 'delete', 'admin'] as const;
export type Effect = (typeof effects)[number];

/**
 * Which of Marketo's hosts serve the operation: the subscription's own `<munchkin id>.mktorest.com`,
 * or the shared data ingestion host.
 */
export type HostFamily = 'rest' | 'ingestion';

/** Who says so: the OpenAPI specs, the developer guide's endpoint table, or another page of the guide. */
export type ClaimSource = 'spec' | 'endpoint-table' | 'guide';

/** What one source says an operation asks for, with our canonical permission names. */
export interface Claim {
  readonly source: ClaimSource;
  /** Absent where the source lists the operation without naming a permission. */
  readonly requires?: Requirement;
  /** The path as this source spells it, where it differs from the rule's. */
  readonly path?: string;
  /** Why a path that differs is no alias of the operation, or what else one must know about the claim. */
  readonly note?: string;
  /** The day the source was read, as YYYY-MM-DD. */
  readonly checked: string;
}

/** A wrong spelling of the path that a source prints, so that code written from it is still understood. */
export interface PathAlias {
  readonly path: string;
  readonly source: ClaimSource;
}

/**
 * How the sources of a rule relate.
 * `single`: one source names a requirement. `same`: they ask for the same.
 * `overlap`: they share a way to meet both but one accepts more. `conflict`: no set of permissions that one
 * of them names is one that the other names, so at least one of them is wrong.
 */
export type Agreement = 'single' | 'same' | 'overlap' | 'conflict';

/** An endpoint of Marketo with an id and a requirement: one row of the rules. */
export interface Operation {
  readonly id: OperationId;
  readonly method: Method;
  /** Path template from the host's root, e.g. "/rest/v1/lists/{listId}/leads.json". */
  readonly path: string;
  readonly name: string;
  /** The section of Adobe's reference it stands in, e.g. "Static Lists". */
  readonly group: string;
  /** `operationId` of the OpenAPI spec; absent for operations that only the endpoint table lists. */
  readonly operationId?: string;
  readonly host: HostFamily;
  /** What rolefit goes by: the spec's claim where there is one. */
  readonly requires: Requirement;
  readonly effect: Effect;
  /** Whether it can read or change personal data. */
  readonly personalData: boolean;
  /** Whether it reaches data of every workspace whatever the role's workspace is (bulk extract). */
  readonly acrossWorkspaces: boolean;
  /** Whether Adobe's reference names a newer operation for the same work. */
  readonly superseded: boolean;
  /** Names of the query and form parameters. */
  readonly parameters: readonly string[];
  readonly aliases: readonly PathAlias[];
  readonly claims: readonly Claim[];
  readonly agreement: Agreement;
  /** `agreement` is `conflict`: the report says so beside the permission, and what to do on a 603. */
  readonly disputed: boolean;
  /** The rule file and the row's place in it, e.g. "rules/operations/leads.json#GET /rest/v1/leads.json". */
  readonly rule: string;
}
