import { createHmac, randomBytes } from 'node:crypto';
import { type Client, type Credential, labelCredentials, withUsers } from './credential-labels.ts';
import type { PrincipalKey } from './exchange.ts';

/** The label of entries that carry no credential and cannot be given to anyone. */
export const unknownPrincipal = 'unknown';

/** More credentials than a year of hourly tokens: an input with more is not believable, and its rest is `unknown`. */
const mostCredentials = 10_000;

/** An identity answer with the client id that asked for it, where the request shows one. Never leaves the reader. */
export interface Identity {
  readonly token: string;
  readonly scope: string;
  readonly clientId?: string | undefined;
}

/** What a client id looks like: a UUID. Anything else in its place tells no services apart. */
const plausibleClient = /^[0-9a-z-]{24,64}$/i;

/** Whether a parameter's value is a client id that tells services apart. */
export function isClientId(text: string): boolean {
  return plausibleClient.test(text);
}

/**
 * A decision about secrets. The id alone opens nothing, but it is half of a credential, so no output has it. Four digits
 * at its start and two at its end are enough to find the service among the few in Admin > LaunchPoint, and leave 104 of
 * its 128 bits unsaid.
 */
function maskClient(clientId: string): string {
  return `${clientId.slice(0, 4)}…${clientId.slice(-2)}`;
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
   * identity answer named, `token 1` for other tokens, both by first appearance, `client 6f1d…01` for a Custom Service
   * of which no answer tells the user, `unknown` for none. A user whose tokens were issued to several Custom Services
   * has a label for each of them: `user 1 (client 6f1d…01)`.
   *
   * @param users service names by the user's name as the identity answer gives it: they take the place of its labels.
   */
  labels(users: ReadonlyMap<string, string> = new Map()): ReadonlyMap<PrincipalKey, string> {
    const services = new Map([...users].map(([name, service]) => [this.#fingerprint(name), service]));
    const named = new Map<string, string>();
    const labels = new Map<PrincipalKey, string>();
    const credentials = withUsers([...this.#credentials.values()]);
    const label = labelCredentials(credentials);
    for (const credential of credentials) {
      const own = label(credential);
      const service = services.get(credential.user ?? '');
      labels.set(credential.key, own);
      if (service !== undefined) named.set(own, service);
    }
    for (const capture of this.#captures) {
      labels.set(capture.without, capture.onlyUser(labels) ?? unknownPrincipal);
    }
    return new Map([...labels].map(([key, own]) => [key, named.get(own) ?? own]));
  }

  /** The labels of users that several Custom Services work as, a list for each of these users. */
  sharedUsers(): readonly (readonly string[])[] {
    const credentials = withUsers([...this.#credentials.values()]);
    const label = labelCredentials(credentials);
    const byUser = new Map<string, Set<string>>();
    for (const credential of credentials) {
      const { user, client } = credential;
      if (user === undefined || client === undefined) continue;
      byUser.set(user, (byUser.get(user) ?? new Set()).add(label(credential)));
    }
    return [...byUser.values()].filter(({ size }) => size > 1).map((labels) => [...labels]);
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

  /** The record of a Custom Service that is named by its id, without a token. */
  clientOf(clientId: string): Credential | undefined {
    // A text that no header can hold keeps ids apart from tokens that read alike.
    const credential = this.credentialOf(`\n${clientId}`);
    if (credential !== undefined) credential.client ??= this.#toClient(clientId);
    return credential;
  }

  #toClient(clientId: string): Client {
    return { print: this.#fingerprint(clientId), masked: maskClient(clientId) };
  }

  /** Notes whose token it is, and which Custom Service it was issued to. */
  identify({ token, scope, clientId }: Identity): Credential | undefined {
    const credential = this.credentialOf(token);
    if (credential === undefined) return undefined;
    credential.user = this.#fingerprint(scope);
    if (clientId !== undefined && isClientId(clientId)) {
      credential.client = this.#toClient(clientId);
    }
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

  /** Whether any entry of this input had a credential. */
  get usedWith(): boolean {
    return this.#seen.size > 0;
  }

  /** The key for a request with this token, or without one. */
  keyFor(token: string | undefined): PrincipalKey {
    return this.#note(token === undefined ? undefined : this.#all.credentialOf(token));
  }

  /** The key for a request that names its Custom Service in place of a token; the id is one by {@link isClientId}. */
  keyForClient(clientId: string): PrincipalKey {
    return this.#note(this.#all.clientOf(clientId));
  }

  /** The key for an identity answer: it belongs to the user it answers for. */
  keyForIdentity(identity: Identity): PrincipalKey {
    return this.#note(this.#all.identify(identity));
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
