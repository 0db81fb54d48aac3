import type { PrincipalKey } from './exchange.ts';

/** A Custom Service, as far as it may be known: its id is half of a secret. */
export interface Client {
  readonly print: string;
  readonly masked: string;
}

/** A token, or the id of a Custom Service that stands in the place of one. */
export interface Credential {
  readonly key: PrincipalKey;
  /** Fingerprint of the user's name, once an identity answer told it. */
  user?: string;
  /** The Custom Service that the token was issued to, once it is known. */
  client?: Client | undefined;
}

/** A Custom Service works as one user: what one of its tokens tells of the user holds for it without a token as well. */
export function withUsers(credentials: readonly Credential[]): readonly Credential[] {
  const users = new Map<string, string>();
  for (const { user, client } of credentials) {
    if (user !== undefined && client !== undefined) users.set(client.print, user);
  }
  return credentials.map((credential) => {
    const user = credential.user ?? users.get(credential.client?.print ?? '');
    return user === undefined ? credential : { ...credential, user };
  });
}

/** Numbers users and tokens by first appearance, and tells a user's Custom Services apart where there are several. */
export function labelCredentials(credentials: readonly Credential[]): (credential: Credential) => string {
  const users = new Map<string, Map<string, string>>();
  const strangers = new Map<string, string>();
  for (const { user, client } of credentials) {
    const clients = user === undefined ? strangers : (users.get(user) ?? new Map<string, string>());
    if (user !== undefined) users.set(user, clients);
    if (client !== undefined) addClient(client, clients);
  }
  const numbers = new Map([...users.keys()].map((user, index) => [user, index + 1]));
  const tokens = credentials.filter(({ user, client }) => user === undefined && client === undefined);
  const tokenNumbers = new Map(tokens.map(({ key }, index) => [key, index + 1]));
  return ({ user, client, key }) => {
    if (user === undefined) {
      return client === undefined ? `token ${tokenNumbers.get(key)}` : `client ${strangers.get(client.print)}`;
    }
    const label = `user ${numbers.get(user)}`;
    const clients = users.get(user);
    if (clients === undefined || clients.size < 2) return label;
    return `${label} (client ${clients.get(client?.print ?? '') ?? 'unknown'})`;
  };
}

/** Two that begin and end alike get a number. */
function addClient(client: Client, known: Map<string, string>): void {
  if (known.has(client.print)) return;
  const alike = [...known.values()].filter((masked) => masked.startsWith(client.masked)).length;
  known.set(client.print, alike === 0 ? client.masked : `${client.masked}, number ${alike + 1}`);
}
