import { Pseudonyms } from '../redact/pseudonyms.ts';
import { keyedClient, keyedName } from './hook/naming.ts';

/** So many subscriptions are told apart. */
const mostHosts = 1_000;

/** Puts numbers, by first appearance, in the place of keyed names: a recording then says nothing about the keys. */
export class Numbering {
  readonly #pseudonyms = new Pseudonyms();
  readonly #hosts = new Map<string, number>();

  /** @param entry as JSON */
  rename(entry: string): string {
    return entry
      .replace(keyedName, (name, kind: string) => {
        if (kind === 'token') return this.#pseudonyms.token(name) ?? 'redacted-0';
        return kind === 'user' ? this.#pseudonyms.user(name) : this.#host(name);
      })
      .replace(keyedClient, (_, start: string, hash: string, end: string) =>
        this.#pseudonyms.client(start + hash + end),
      );
  }

  #host(name: string): string {
    const number = this.#hosts.get(name) ?? Math.min(this.#hosts.size, mostHosts);
    if (number < mostHosts) this.#hosts.set(name, number);
    const digits = String(number).padStart(6, '0');
    return `${digits.slice(0, 3)}-AAA-${digits.slice(3)}`;
  }
}
