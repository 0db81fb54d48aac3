import { anotherHostNote } from './another-host.ts';
import type { Exchange } from './exchange.ts';
import type { RecordedSecrets } from './recorded-secrets.ts';
import { isSensitive } from './redact-path.ts';
import { listSkips, type SkipCount, type SkipReason } from './skip-reasons.ts';

/** What one HAR gave, known after its last entry. */
export interface HarSummary {
  /** Elements of `log.entries` that were found whole, whether or not they are of use. */
  readonly entries: number;
  /** Of those, exchanges with Marketo that were given. */
  readonly taken: number;
  /** Of those, what was left out. Sorted by reason. */
  readonly skipped: readonly SkipCount[];
  /** `false` when the file broke off or is not JSON in places: there may have been more calls. */
  readonly complete: boolean;
  /** Why it is not complete, in one sentence without any of the content. */
  readonly problem?: string;
  /** The program that recorded it, e.g. "WebInspector". */
  readonly creator?: string;
  /** When the first and the last of the exchanges began, ISO 8601 in UTC; absent when none had a readable date. */
  readonly from?: string;
  readonly to?: string;
  /** Present when exchanges with Marketo hold secrets as they were sent. */
  readonly secrets?: RecordedSecrets;
  /** What was concluded about the capture, in sentences. */
  readonly notes: readonly string[];
}

/** Reasons for which an entry is left out that may be a call all the same. */
const unread: ReadonlySet<SkipReason> = new Set<SkipReason>(['too-large', 'no-request', 'no-url', 'bad-url']);

/** Counts while entries pass. */
export class HarCounts {
  readonly #skipped = new Map<SkipReason, number>();
  #taken = 0;
  #skips = 0;
  #firstBroken: number | undefined;
  #firstUnread: number | undefined;
  #openPosts = 0;
  #from: string | undefined;
  #to: string | undefined;

  skip(reason: SkipReason, entry: number): void {
    if (reason === 'broken') this.#firstBroken ??= entry;
    if (unread.has(reason)) this.#firstUnread ??= entry;
    this.#skipped.set(reason, (this.#skipped.get(reason) ?? 0) + 1);
    this.#skips += 1;
  }

  /** @returns what it was given. */
  take<Taken extends Pick<Exchange, 'startedAt' | 'methodIsOpen'>>(exchange: Taken): Taken {
    const { startedAt } = exchange;
    this.#taken += 1;
    if (exchange.methodIsOpen === true) this.#openPosts += 1;
    if (startedAt === undefined) return exchange;
    if (this.#from === undefined || startedAt < this.#from) this.#from = startedAt;
    if (this.#to === undefined || startedAt > this.#to) this.#to = startedAt;
    return exchange;
  }

  get entries(): number {
    return this.#taken + this.#skips;
  }

  /** @param stopped why reading ended before the file did. */
  summary(stopped: string | undefined, creator: string | undefined, notes: readonly string[]): HarSummary {
    const problem = [this.#describeBroken(), stopped, this.#describeUnread()]
      .filter((part) => part !== undefined)
      .join('; ');
    const name = creatorName(creator);
    return {
      entries: this.entries,
      taken: this.#taken,
      skipped: listSkips(this.#skipped),
      complete: problem === '',
      ...(problem === '' ? {} : { problem }),
      ...(name === undefined ? {} : { creator: name }),
      ...(this.#from === undefined || this.#to === undefined ? {} : { from: this.#from, to: this.#to }),
      notes: [...notes, ...this.#notes()],
    };
  }

  #notes(): string[] {
    const notes = anotherHostNote(this.#skipped.get('another-host') ?? 0, ['1 entry', 'entries']);
    if (this.#openPosts === 0) return notes;
    const calls = this.#openPosts === 1 ? '1 call' : `${this.#openPosts} calls`;
    return [
      ...notes,
      `of ${calls} sent as POST the form was not recorded, and may hold a _method that makes it another call`,
    ];
  }

  #describeUnread(): string | undefined {
    const count = [...unread].reduce((sum, reason) => sum + (this.#skipped.get(reason) ?? 0), 0);
    if (count === 0) return undefined;
    return count === 1
      ? `one entry cannot be read, entry ${this.#firstUnread}`
      : `${count} entries cannot be read; the first is entry ${this.#firstUnread}`;
  }

  #describeBroken(): string | undefined {
    const count = this.#skipped.get('broken') ?? 0;
    if (count === 0) return undefined;
    const first = `the first is entry ${this.#firstBroken}`;
    return count === 1
      ? `one entry is not JSON, entry ${this.#firstBroken}`
      : `${count} entries are not JSON, ${first}`;
  }
}

/** Only what reads like a program's name: the field is as free as any other of the file. */
function creatorName(creator: string | undefined): string | undefined {
  const name = creator?.trim() ?? '';
  return /^[\w .()/-]{1,60}$/.test(name) && !isSensitive(name) ? name : undefined;
}
