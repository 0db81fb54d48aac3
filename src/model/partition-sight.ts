import type { WorkspaceConfig } from './config.ts';

/** What the config says of the subscription, for one service. */
export interface ServicePlaces {
  /** The workspaces of the subscription, with the partitions that each sees. */
  readonly workspaces: readonly WorkspaceConfig[];
  /** The workspaces that the service's role is given in; empty where the config does not say. */
  readonly given: readonly string[];
}

/** From where a partition can be seen that recorded calls named. */
export interface PartitionSight {
  readonly partition: string;
  /** The workspaces that see it, in the order of the config; empty: none that the config names. */
  readonly seenBy: readonly string[];
  /** Those among them that the role is given in; absent where the config does not say where that is. */
  readonly given?: readonly string[];
  /** Whether some call worked in it. */
  readonly used: boolean;
  /** Whether Marketo refused records of some call that named it (1008). */
  readonly refused: boolean;
}

/** Whether the role, as the config has it, cannot reach the partition. */
export function isOutOfSight({ seenBy, given = seenBy }: PartitionSight): boolean {
  return given.length === 0;
}
