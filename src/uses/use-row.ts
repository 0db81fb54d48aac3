import { type ApiCall, type Certainty, certainties } from '../model/api-call.ts';
import type { Outcome, OutcomeCause, TrafficEvidence } from '../model/evidence.ts';
import { compareText } from '../model/location.ts';
import type { Operation } from '../model/operation.ts';
import type { OperationUse, Spelling } from '../model/operation-use.ts';
import type { Match } from '../rules/match.ts';
import { Conditions, conditionalParameters } from './conditions.ts';
import { compareEvidence, EvidenceSet } from './evidence-set.ts';
import { PlaceNames } from './place-names.ts';

type Matched = Extract<Match, { kind: 'matched' }>;
type SpellingSeen = OperationUse['spellings'][number];

/** All calls of one service to one operation, folded. */
export class UseRow {
  private readonly operation: Operation;
  private calls = 0;
  private certainty: Certainty = 'possible';
  private reachable = false;
  private readonly outcomes: Record<Outcome, number> = { allowed: 0, denied: 0, attempted: 0 };
  private readonly causes: Partial<Record<OutcomeCause, number>> = {};
  private readonly workspaces = new PlaceNames();
  private readonly partitions = new PlaceNames();
  private readonly refusedPartitions = new PlaceNames();
  private readonly evidence = new EvidenceSet();
  private readonly spellings = new Map<Spelling, SpellingSeen>();
  private readonly conditions: { readonly reachable: Conditions; readonly unreachable: Conditions };

  constructor(operation: Operation) {
    this.operation = operation;
    const parameters = conditionalParameters(operation.requires);
    this.conditions = { reachable: new Conditions(parameters), unreachable: new Conditions(parameters) };
  }

  add(call: ApiCall, match: Matched): void {
    const { times = 1 } = call;
    this.calls += times;
    this.certainty = better(this.certainty, worse(call.certainty, match.certainty));
    if (call.reachable) this.reachable = true;
    if (call.evidence.kind === 'traffic') this.countOutcome(call.evidence, times);
    this.workspaces.add(call.workspaces);
    this.partitions.add(call.partitions);
    this.refusedPartitions.add(call.refusedPartitions);
    this.evidence.add(call.evidence);
    this.conditions[call.reachable ? 'reachable' : 'unreachable'].add(call.parameters);
    const override: readonly Spelling[] = call.methodOverridden === true ? ['method-override'] : [];
    for (const spelling of [...match.spellings, ...override]) {
      this.addSpelling({ spelling, path: match.written, evidence: call.evidence });
    }
  }

  finish(): OperationUse {
    const workspaces = this.workspaces.finish();
    const partitions = this.partitions.finish();
    const refusedPartitions = this.refusedPartitions.finish();
    return {
      operation: this.operation,
      certainty: this.certainty,
      reachable: this.reachable,
      calls: this.calls,
      outcomes: this.outcomes,
      ...(Object.keys(this.causes).length === 0 ? {} : { causes: this.causes }),
      ...(workspaces.length === 0 ? {} : { workspaces }),
      ...(partitions.length === 0 ? {} : { partitions }),
      ...(refusedPartitions.length === 0 ? {} : { refusedPartitions }),
      evidence: this.evidence.finish(),
      // Where some call can run, those that cannot ask for nothing.
      conditions: this.conditions[this.reachable ? 'reachable' : 'unreachable'].finish(),
      spellings: [...this.spellings.values()].sort((a, b) => compareText(a.spelling, b.spelling)),
    };
  }

  private countOutcome({ outcome, cause }: TrafficEvidence, times: number): void {
    this.outcomes[outcome] += times;
    if (cause !== undefined) this.causes[cause] = (this.causes[cause] ?? 0) + times;
  }

  private addSpelling(seen: SpellingSeen): void {
    const known = this.spellings.get(seen.spelling);
    if (!known || compareSeen(seen, known) < 0) this.spellings.set(seen.spelling, seen);
  }
}

function compareSeen(a: SpellingSeen, b: SpellingSeen): number {
  return compareEvidence(a.evidence, b.evidence) || compareText(a.path, b.path);
}

function better(a: Certainty, b: Certainty): Certainty {
  return certainties.indexOf(a) < certainties.indexOf(b) ? a : b;
}

function worse(a: Certainty, b: Certainty): Certainty {
  return certainties.indexOf(a) > certainties.indexOf(b) ? a : b;
}
