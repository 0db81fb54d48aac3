import { uuidOf } from './random.ts';
import { remember } from './remember.ts';
import type { Client, Scenario } from './scenario.ts';

/** An API-Only user at work. */
export type Caller = Pick<Client, 'id' | 'user' | 'role' | 'partitions'>;

interface Issued {
  readonly caller: Caller;
  readonly token: string;
  readonly endsAt: number;
}

/** What asking for a token comes to: the answer of the identity service, with its HTTP status. */
export interface IdentityAnswer {
  readonly status: number;
  readonly body: object;
  /** Who was signed in; nobody where it was refused. */
  readonly caller?: Caller;
}

/** So many Custom Services and tokens are remembered: a program that makes up more is not to fill the memory. */
const most = 10_000;

/**
 * Signs Custom Services in. As with Marketo, one that asks again gets the token that it has, with what is left of its
 * life, and a new one after that.
 */
export class TokenDesk {
  readonly #scenario: Scenario;
  readonly #now: () => number;
  readonly #byToken = new Map<string, Issued>();
  readonly #byClient = new Map<string, Issued>();
  readonly #numbers = new Map<string, number>();
  #users = 0;
  #count = 0;

  /** @param now milliseconds, as a clock */
  constructor(scenario: Scenario, now: () => number) {
    this.#scenario = scenario;
    this.#now = now;
  }

  issue(grant: { readonly type?: string; readonly id?: string; readonly secret?: string }): IdentityAnswer {
    if (grant.type !== 'client_credentials') {
      return refusal(
        400,
        'unsupported_grant_type',
        `Unsupported grant type: ${grant.type === undefined ? 'null' : 'other'}`,
      );
    }
    const client = this.#find(grant.id ?? '', grant.secret ?? '');
    if (client === undefined) return refusal(401, 'invalid_client', 'Bad client credentials');
    const issued = this.#alive(client.id) ?? this.#issueNew(client);
    return {
      status: 200,
      caller: issued.caller,
      body: {
        access_token: issued.token,
        token_type: 'bearer',
        expires_in: Math.max(0, Math.ceil((issued.endsAt - this.#now()) / 1000) - 1),
        scope: client.user,
      },
    };
  }

  /** Whose token it is, or the error code that a call with it gets. */
  use(token: string | undefined): Caller | '600' | '601' | '602' {
    if (token === undefined) return '600';
    const issued = this.#byToken.get(token);
    if (issued === undefined) return '601';
    return issued.endsAt <= this.#now() ? '602' : issued.caller;
  }

  /** Ends a token before its time. @param code what calls with it get from now on */
  end(token: string, code: '601' | '602'): void {
    const issued = this.#byToken.get(token);
    if (issued === undefined) return;
    if (this.#byClient.get(issued.caller.id) === issued) this.#byClient.delete(issued.caller.id);
    if (code === '601') this.#byToken.delete(token);
    else this.#byToken.set(token, { ...issued, endsAt: this.#now() });
  }

  #find(id: string, secret: string): Client | undefined {
    const { clients, role, tokenSeconds } = this.#scenario;
    if (clients.length > 0) {
      return clients.find((client) => client.id === id && (client.secret === undefined || client.secret === secret));
    }
    if (id === '' || secret === '') return undefined;
    return { id, user: this.#userOf(id), role, tokenSeconds };
  }

  /** Users are numbered as they come, so that a report can speak of them. */
  #userOf(id: string): string {
    const known = this.#numbers.get(id);
    if (known === undefined) this.#users += 1;
    return `api-user-${known ?? remember(this.#numbers, id, this.#users, most)}@stand-in.example`;
  }

  #alive(id: string): Issued | undefined {
    const issued = this.#byClient.get(id);
    return issued !== undefined && issued.endsAt > this.#now() ? issued : undefined;
  }

  #issueNew(client: Client): Issued {
    this.#count += 1;
    const token = `${uuidOf(this.#scenario.seed, `${client.id} ${this.#count}`)}:sj`;
    const issued = { caller: client, token, endsAt: this.#now() + client.tokenSeconds * 1000 };
    remember(this.#byToken, token, issued, most);
    remember(this.#byClient, client.id, issued, most);
    return issued;
  }
}

function refusal(status: number, error: string, description: string): IdentityAnswer {
  return { status, body: { error, error_description: description } };
}
