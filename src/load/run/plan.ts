import type { ConfigAnnotation } from '../../model/config.ts';
import type { Finding } from '../../model/finding.ts';
import type { ServicePlaces } from '../../model/partition-sight.ts';
import type { Grant } from '../../model/role.ts';
import type { TrafficFormat } from '../traffic-format.ts';

/** How inputs are read, whichever service they are for. */
export interface ReadingOptions {
  /** What files are, and `-`; found by their names when absent. Folders are source code in any case. */
  readonly from?: TrafficFormat | undefined;
  /** Where the lines of logs in JSON hold what, beyond the names that are known: "method=req.m,path=req.url". */
  readonly logFields?: string | undefined;
  /** The tools of the MCP server that a client may call: a file, or names with commas between them. */
  readonly mcpTools?: string | undefined;
  /** Whether tests, mocks and stories are analysed like other files. */
  readonly includeTests?: boolean | undefined;
  /** Whether calls that nothing reaches count for the role. */
  readonly includeUnreachable?: boolean | undefined;
  /** Files, relative to `cwd`, that describe a team's own wrapper or SDK as rules/clients and rules/sdks do. */
  readonly clients?: readonly string[] | undefined;
  /** What the config says that calls are. */
  readonly annotations?: readonly ConfigAnnotation[] | undefined;
  /** Whether several programs among the sources make one role together. */
  readonly merged?: boolean | undefined;
  /** The label of the principal that alone is wanted. */
  readonly principal?: string | undefined;
}

/** One Custom Service of a plan. Paths start from the plan's `cwd`. */
export interface PlannedService {
  /** Absent where no config says it: code goes by the name of its program, and traffic by its principals. */
  readonly name?: string | undefined;
  /** Folders, source files, recordings and logs. */
  readonly paths: readonly string[];
  /** Of the paths, those that are access logs whatever they are called. */
  readonly accessLogs: readonly string[];
  /** Files or folders where the program begins; found by rules when empty. */
  readonly entries: readonly string[];
  /** Further hosts that are Marketo's, e.g. a proxy. */
  readonly hosts: readonly string[];
  /** The API-Only user: of recordings, its calls are the service's. Without one, all calls of its recordings are. */
  readonly user?: string | undefined;
  readonly granted?: Grant | undefined;
  /** What the config says of workspaces and partitions. */
  readonly places?: ServicePlaces | undefined;
}

/** Recordings of several services, told apart by their users. */
export interface SharedRecordings {
  readonly paths: readonly string[];
  /** Further hosts that are Marketo's for any of the services. */
  readonly hosts: readonly string[];
  /** Who is known, by name: the service. */
  readonly users: ReadonlyMap<string, string>;
  /** The config, as findings name it. */
  readonly label: string;
}

/**
 * All that an analysis is to do, resolved once from arguments or a config: plain data. What a run needs of the outside
 * world is in `RunContext`.
 */
export interface AnalysisPlan {
  /** The folder that paths are relative to, and that places in the report are relative to. */
  readonly cwd: string;
  /** Absolute: the folder that places in code are shown from; the one around all analysed code when absent. */
  readonly shownFrom?: string | undefined;
  /** Never empty. */
  readonly services: readonly PlannedService[];
  /** Absent where each recording is of one service. */
  readonly shared?: SharedRecordings | undefined;
  /** What is found before anything is read. */
  readonly findings: readonly Finding[];
  readonly reading: ReadingOptions;
}
