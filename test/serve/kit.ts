import { loadModel, type Model } from '../../src/load/model.ts';
import { openStandIn } from '../../src/load/stand-in.ts';
import type { PermissionName } from '../../src/model/permission.ts';
import { Account } from '../../src/serve/account.ts';
import { plainScenario, type Scenario } from '../../src/serve/scenario.ts';
import type { Outgoing, StandIn } from '../../src/serve/stand-in.ts';

export const model: Model = await loadModel();
export const everything: readonly PermissionName[] = model.permissions.permissions.map(({ name }) => name);

/** The canonical names of permissions. */
export function role(...names: readonly string[]): readonly PermissionName[] {
  return names.map((name) => {
    const known = model.permissions.find(name);
    if (known === undefined) throw new Error(`no permission "${name}"`);
    return known.name;
  });
}

export interface Played {
  readonly standIn: StandIn;
  readonly account: Account;
  /** Asks with a token of its own, unless the headers say otherwise. */
  ask(call: string, more?: Question): Asked;
}

interface Question {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | object;
  readonly type?: string;
}

interface Asked extends Outgoing {
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what a test asks.
  readonly body: any;
}

/** A stand-in without a network. */
export async function play(over: Partial<Scenario> = {}): Promise<Played> {
  const account = new Account('served');
  const scenario = { ...plainScenario(everything), ...over };
  const standIn = await openStandIn({
    model,
    scenario,
    onServed: (served) => account.add(served),
    onUnread: (unread) => account.addUnread(unread),
  });
  let token: string | undefined;
  const send = (call: string, { headers = {}, body = '', type }: Question): Asked => {
    const [method = '', target = ''] = call.split(' ');
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const contentType = type ?? (typeof body === 'string' ? undefined : 'application/json');
    const outgoing = standIn.serve(
      {
        method,
        target,
        headers: { ...(contentType === undefined ? {} : { 'content-type': contentType }), ...headers },
        body: Buffer.from(text),
      },
      Promise.resolve(),
    );
    return {
      ...outgoing,
      body: outgoing.type.includes('json') && outgoing.text !== '' ? JSON.parse(outgoing.text) : undefined,
    };
  };
  return {
    standIn,
    account,
    ask: (call, question = {}) => {
      token ??= send(`GET ${identity('one', 's')}`, {}).body.access_token;
      return send(call, { ...question, headers: { authorization: `Bearer ${token}`, ...question.headers } });
    },
  };
}

export function identity(id: string, secret: string): string {
  return `/identity/oauth/token?grant_type=client_credentials&client_id=${id}&client_secret=${secret}`;
}
