import type { Answer } from './answer.ts';
import { findHeader } from './headers.ts';
import { listField } from './raw.ts';
import type { MarketoRequest } from './request.ts';

/** In how many exchanges with Marketo a recording holds a secret as it was sent. */
export interface RecordedSecrets {
  readonly clientSecrets: number;
  /** In a header, in a parameter, or in an identity answer; pseudonyms of a redacted copy are none. */
  readonly tokens: number;
  readonly cookies: number;
}

const tokenPseudonym = /^redacted-\d{1,5}$/;

/** Whether a credential is one that a redacted copy has in place of a token. */
export function isTokenPseudonym(credential: string): boolean {
  return tokenPseudonym.test(credential);
}

/** Counts while entries pass; nothing is held but the counts. */
export class SecretCounts {
  #clientSecrets = 0;
  #tokens = 0;
  #cookies = 0;

  /** @param recorded `request` as it was recorded, `request` what was read of it. */
  count(recorded: unknown, request: MarketoRequest, answer: Answer): void {
    const tokens = [request.credential, answer.identity?.token];
    if (request.hasClientSecret) this.#clientSecrets += 1;
    if (tokens.some((token) => token !== undefined && !isTokenPseudonym(token))) this.#tokens += 1;
    if (listField(recorded, 'cookies').length > 0 || findHeader(recorded, 'cookie') !== undefined) this.#cookies += 1;
  }

  /** `undefined` when there was none. */
  get found(): RecordedSecrets | undefined {
    const counts = { clientSecrets: this.#clientSecrets, tokens: this.#tokens, cookies: this.#cookies };
    return Object.values(counts).some((count) => count > 0) ? counts : undefined;
  }
}
