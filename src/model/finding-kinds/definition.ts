import type { Reach } from '../blast-radius.ts';
import type { Evidence } from '../evidence.ts';
import type { Confidence, Severity } from '../finding.ts';
import type { InputPlace } from '../input-error.ts';
import type { PermissionGraph } from '../permission-graph.ts';
import type { InputSummary, ServiceReport } from '../report.ts';
import type { SharedExport } from '../shared-export.ts';

/** What alert lists filter by, beside the kind. `security` makes the alert one of security. */
export type Topic = 'security' | 'least-privilege' | 'correctness' | 'completeness' | 'grant' | 'maintainability';

/**
 * All there is to know of one kind of finding. Nothing has a default: a new kind answers every question, and schema,
 * documents, SARIF rules, gate and reports follow from the answers.
 */
export interface FindingKindDefinition<Kind extends string, Arguments extends object> {
  /** Never renamed once it was published: exceptions, locks and code hosts go by it. */
  readonly kind: Kind;
  readonly severity: Severity;
  /** What it is, for lists. Code stands between backticks. */
  readonly title: string;
  /** Why it matters, in sentences that do not lean on a certain call. */
  readonly why: string;
  /** What to do about it. */
  readonly help: string;
  readonly topics: readonly Topic[];
  /** Number in the Common Weakness Enumeration, where one fits. */
  readonly cwe?: 250 | 312 | 598;
  /** How often a result of this kind is what it says, as code hosts rank it. */
  readonly precision: 'very-high' | 'high' | 'medium' | 'low';
  /** For findings of security, from 0 to 10: the same for all of the kind, or that of what a permission opens. */
  readonly risk: number | 'of what it opens' | 'none';
  /**
   * What it is about, which is where a code host shows it: the grant is corrected where the role is written down, a call
   * where it stands.
   */
  readonly about: 'grant' | 'call' | 'recording' | 'service' | 'input' | 'comment' | 'config';
  /**
   * What the gate makes of it. `uncertain`: it makes the role a lower bound, so that every lock counts it. `own`: the gate
   * finds it, never leaves it out for want of confidence, and no baseline swallows it. `compared`: the same, and only a
   * comparison can find it.
   */
  readonly gate: 'ordinary' | 'uncertain' | 'own' | 'compared';
  /** Which part of a whole report tells it row by row, so that its list of findings need not. */
  readonly shownAs: 'permission' | 'call' | 'finding';
  /** Whether the brief report has told it, always shows it, or shows what is worse than a note. */
  readonly brief: 'told' | 'shown' | 'by severity';
  /** Whether the sentence begins with a name of the input, which keeps its first letter. */
  readonly beginsWithName: boolean;
  /** What it says, in one sentence without a full stop. Names in it come from the input: each format escapes it. */
  readonly describe: (about: Arguments) => string;
  /**
   * What makes it this finding and no other, for its fingerprint. A file is part of it only where each place is a finding
   * of its own; numbers and lists of calls are not, as they change while the finding stays.
   */
  readonly subject: (about: Arguments, file: string) => readonly string[];
  /** The calls that it rests on; absent for what is about the grant or an input alone. */
  readonly evidence?: (about: Arguments, context: EvidenceContext) => readonly Evidence[];
  /** What its permission or group opens beyond the minimal role. */
  readonly opens?: (about: Arguments, service: ServiceReport | undefined) => Reach | undefined;
  /** Finds all of the kind in an analysis; absent where the gate or the reader of a config makes them. */
  readonly find?: (found: FoundOut) => readonly Found<Arguments>[];
  /** One of the kind: the documents show its sentence, and the tests every format of it. */
  readonly sample: Arguments;
}

/** What the evidence of a finding is looked up in. */
export interface EvidenceContext {
  readonly service: ServiceReport | undefined;
  readonly location: InputPlace | undefined;
}

/** A finding before it has the kind's name and severity. */
export interface Found<Arguments> {
  readonly arguments: Arguments;
  /** Absent for findings about an input rather than a service. */
  readonly service?: string;
  readonly confidence: Confidence;
  readonly location?: InputPlace | undefined;
}

/** What an analysis has found out before anything is said about it. */
export interface FoundOut {
  readonly services: readonly ServiceReport[];
  readonly inputs: readonly InputSummary[];
  /** Principals any of which may be the code that was given as well; empty unless there are several. */
  readonly undecided: readonly string[];
  /** Principals that are Custom Services of one user, a list for each user. */
  readonly sharing: readonly (readonly string[])[];
  /** Export jobs that several users worked on. */
  readonly sharedExports: readonly SharedExport[];
  /** The service that the code is, where it is one of them. */
  readonly code: ServiceReport | undefined;
  readonly graph: PermissionGraph;
}
