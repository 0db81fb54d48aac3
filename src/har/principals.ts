import { createHmac, randomBytes } from 'node:crypto';
import type { PrincipalKey } from './exchange.ts';

/** The label of entries that carry no credential and cannot be given to anyone. */
export const unknownPrincipal = 'unknown';

/** More credentials than a year of hourly tokens: an input with more is not believable, and its rest is `unknown`. */
const mostCredentials = 10_000;

interface Credential {
  readonly key: PrincipalKey;
  /** Fingerprint of the user's name, once an identity answer told it. */
  user?: string;
}

/**
 * Tells principals apart by their tokens without keeping any: tokens and user names are held as keyed hashes, with a
 * key that lives as long as this object. One object for all inputs of a run makes a user the same in each of them.
 */
export class Principals {
  readonly #secret = randomBytes(32);
  readonly #credentials = new Map<string, Credential>();
  readonly #captures: CapturePrincipals[] = [];

  /** The principals of one more input. */
  startCapture(): CapturePrincipals {
    const capture = new CapturePrincipals(this, `capture:${this.#captures.length}` as PrincipalKey);
    this.#captures.push(capture);
    return capture;
  }

  /**
   * The label of every key given out, to be asked for after the last entry: `user 1`, `user 2` for users that an
   * identity answer named, `token 1` for other tokens, both by first appearance, `unknown` for none.
   */
  labels(): ReadonlyMap<PrincipalKey, string> {
    const labels = new Map<PrincipalKey, string>();
    const users = new Map<string, string>();
    let tokens = 0;
    for (const { key, user } of this.#credentials.values()) {
      if (user === undefined) {
        tokens += 1;
        labels.set(key, `token ${tokens}`);
        continue;
      }
      const label = users.get(user) ?? `user ${users.size + 1}`;
      users.set(user, label);
      labels.set(key, label);
    }
    for (const capture of this.#captures) {
      labels.set(capture.without, capture.onlyUser(labels) ?? unknownPrincipal);
    }
    return labels;
  }

  /** The credential's record; `undefined` when there are too many to be believed. */
  credentialOf(token: string): Credential | undefined {
    const print = this.#fingerprint(token);
    const known = this.#credentials.get(print);
    if (known !== undefined || this.#credentials.size >= mostCredentials) return known;
    const created: Credential = { key: `credential:${this.#credentials.size}` as PrincipalKey };
    this.#credentials.set(print, created);
    return created;
  }

  /** Notes whose token it is. */
  identify(token: string, scope: string): Credential | undefined {
    const credential = this.credentialOf(token);
    if (credential !== undefined) credential.user = this.#fingerprint(scope);
    return credential;
  }

  #fingerprint(text: string): string {
    return createHmac('sha256', this.#secret).update(text).digest('base64');
  }
}

/** The principals of one input: what entries without a credential are worth depends on the others beside them. */
export class CapturePrincipals {
  readonly #all: Principals;
  readonly #seen = new Set<PrincipalKey>();
  #usedWithout = false;
  /** The key of this input's entries without a credential. */
  readonly without: PrincipalKey;

  constructor(all: Principals, without: PrincipalKey) {
    this.#all = all;
    this.without = without;
  }

  /** Whether any entry of this input lacked a credential. */
  get usedWithout(): boolean {
    return this.#usedWithout;
  }

  /** The key for a request with this token, or without one. */
  keyFor(token: string | undefined): PrincipalKey {
    return this.#note(token === undefined ? undefined : this.#all.credentialOf(token));
  }

  /** The key for an identity answer: it belongs to the user it answers for. */
  keyForIdentity(identity: { readonly token: string; readonly scope: string }): PrincipalKey {
    return this.#note(this.#all.identify(identity.token, identity.scope));
  }

  /**
   * The label of the one user of this input, when an identity answer named it and no other token occurs. Browsers drop
   * the Authorization header on export, so in such a capture the calls without a credential are taken to be that user's.
   */
  onlyUser(labels: ReadonlyMap<PrincipalKey, string>): string | undefined {
    const seen = new Set([...this.#seen].map((key) => labels.get(key)));
    const [only, ...others] = seen;
    return others.length === 0 && only?.startsWith('user ') ? only : undefined;
  }

  #note(credential: Credential | undefined): PrincipalKey {
    if (credential === undefined) {
      this.#usedWithout = true;
      return this.without;
    }
    this.#seen.add(credential.key);
    return credential.key;
  }
}
