import { namesIn } from './grammar/fragment.ts';
import type { Outcome } from './law.ts';
import type { Trial } from './oracle.ts';

/** Counts of a long run, and the smallest program of each kind that broke the law. */
export class Tally {
  readonly violations = new Map<string, { readonly smallest: Trial; times: number }>();
  readonly #outcomes: Record<Outcome, number> = { exact: 0, 'over-approximated': 0, open: 0, violation: 0 };
  readonly #reasons = new Map<string, number>();
  #extra = 0;
  #claimed = 0;
  /** Open answers that name no call that could be what was missed. */
  #unnamed = 0;

  add(trial: Trial): void {
    const { outcome, claims, missed, extra } = trial;
    this.#outcomes[outcome] += 1;
    this.#claimed += claims.live.size;
    this.#extra += extra.length;
    if (outcome !== 'open') return;
    if (missed.some((operation) => !claims.candidates.has(operation))) this.#unnamed += 1;
    const reason = (claims.open[0] ?? '').replace(/ \[.*$/, '');
    this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1);
  }

  addViolation(smallest: Trial): void {
    const kind = kindOf(smallest);
    const known = this.violations.get(kind);
    if (known === undefined) this.violations.set(kind, { smallest, times: 1 });
    else known.times += 1;
  }

  lines(): string[] {
    const { exact, open, violation, 'over-approximated': over } = this.#outcomes;
    const total = exact + open + violation + over;
    const share = (count: number, of: number) => `${count} (${of === 0 ? 0 : ((100 * count) / of).toFixed(1)}%)`;
    return [
      `programs: ${total}`,
      `exact: ${share(exact, total)}`,
      `over-approximated: ${share(over, total)}; operations claimed that no run sent: ${share(this.#extra, this.#claimed)}`,
      `open: ${share(open, total)}; of these a call was lost that no open call names: ${this.#unnamed}`,
      ...[...this.#reasons].sort((a, b) => b[1] - a[1]).map(([reason, times]) => `  ${times} ${reason}`),
      `violations: ${violation}`,
      ...[...this.violations].sort((a, b) => b[1].times - a[1].times).map(([kind, { times }]) => `  ${times} ${kind}`),
    ];
  }
}

/** What a smallest program is made of, beside what any program is made of. */
export function kindOf({ tree }: Trial): string {
  const names = [...namesIn(tree)].filter((name) => !everywhere.test(name)).sort();
  return names.join(' + ') || 'nothing in particular';
}

const everywhere =
  /^(program|request|known mode|part: (nothing|main|exported function)$|statement: (nothing|request)|cell: module variable|given function: arrow)/;
