import { createHmac, randomBytes } from 'node:crypto';
import { isTokenPseudonym } from '../har/entry-parts.ts';

/** As many as the reader tells apart: it takes the credentials of an input with more for none. */
const most = 10_000;

/** Numbers texts by first appearance, from 1, and holds nothing of them but keyed hashes. */
class Numbering {
  readonly #secret = randomBytes(32);
  readonly #numbers = new Map<string, number>();

  of(text: string): number | undefined {
    const print = createHmac('sha256', this.#secret).update(text).digest('base64');
    const known = this.#numbers.get(print);
    if (known !== undefined || this.#numbers.size >= most) return known;
    const number = this.#numbers.size + 1;
    this.#numbers.set(print, number);
    return number;
  }
}

const userPseudonym = /^user-(?:\d{1,5}|other)$/;

const clientPseudonym = /^.{4}0{4}-0000-0000-0000-0{5}\d{5}.{2}$/;

/** Whether a text is what a redacted copy has in place of a client id. */
export function isClientPseudonym(text: string): boolean {
  return clientPseudonym.test(text);
}

/** A client id with a number in place of its middle, so that two that begin and end alike stay apart. */
function maskedClient(id: string, number: number): string {
  return `${id.slice(0, 4)}0000-0000-0000-0000-${String(number).padStart(10, '0')}${id.slice(-2)}`;
}

const munchkinId = /(?<![a-z0-9])\d{3}-[a-z]{3}-\d{3}(?![a-z0-9])/gi;
const munchkinPseudonym = /^\d{3}-AAA-\d{3}$/i;

/** What stands for a credential, a user's name, and the munchkin ids in a host. */
export interface Naming {
  /** `undefined` where the reader would tell no further credential apart. */
  token(token: string): string | undefined;
  user(scope: string): string;
  /** Keeps the start and the end, which reports show as well; see `src/har/principals.ts` for why. */
  client(id: string): string;
  /** The text with `000-AAA-000`, then `000-AAA-001`, in place of each munchkin id. */
  munchkin(text: string): string;
}

/** Leaves pseudonyms as they are: what it does not change was redacted before, whatever is missing beside it. */
export const onlyPseudonyms: Naming = {
  token: (token) => (isTokenPseudonym(token) ? token : 'redacted-0'),
  client: (id) => (clientPseudonym.test(id) ? id : maskedClient(id, 0)),
  user: (scope) => (userPseudonym.test(scope) ? scope : 'user-0'),
  munchkin: (text) => text,
};

/**
 * The names that stand in a redacted copy for those of the recording: the same for the same, so that principals and
 * subscriptions stay apart. Numbers go by first appearance, so a copy of a copy is the same again.
 */
export class Pseudonyms implements Naming {
  readonly #tokens = new Numbering();
  readonly #users = new Numbering();
  readonly #clients = new Numbering();
  readonly #subscriptions = new Numbering();

  token(token: string): string | undefined {
    const number = this.#tokens.of(token);
    return number === undefined ? undefined : `redacted-${number}`;
  }

  user(scope: string): string {
    return `user-${this.#users.of(scope) ?? 'other'}`;
  }

  client(id: string): string {
    return maskedClient(id, this.#clients.of(id) ?? 0);
  }

  munchkin(text: string): string {
    return text.replace(munchkinId, (id) => {
      const number = String((this.#subscriptions.of(id.toUpperCase()) ?? most) - 1).padStart(6, '0');
      return `${number.slice(0, 3)}-AAA-${number.slice(3)}`;
    });
  }
}

/** Whether a text holds the munchkin id of a real subscription. */
export function hasMunchkinId(text: string): boolean {
  return (text.match(munchkinId) ?? []).some((id) => !munchkinPseudonym.test(id));
}
