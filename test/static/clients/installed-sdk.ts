import { createRequire } from 'node:module';

/** A request that an SDK hands to its connection. */
export interface SentRequest {
  readonly method: string;
  readonly path: string;
}

type Run = (...args: readonly unknown[]) => unknown;
type Members = Record<string, unknown>;

/** The methods of an installed SDK of node-marketo-rest's shape, by path, e.g. "lead.find". */
export function methodsOf(name: string): readonly string[] {
  const { client, prototype } = open(name);
  const own = Object.entries(client).filter(([key, part]) => !key.startsWith('_') && isMembers(part));
  return [
    ...own.flatMap(([key, part]) => functionsOf(part as Members).map((method) => `${key}.${method}`)),
    ...functionsOf(prototype),
  ].toSorted();
}

/** What a method sends, with a connection that answers everything at once and touches no network. */
export async function requestsOf(
  name: string,
  method: string,
  args: readonly unknown[],
): Promise<readonly SentRequest[]> {
  const { client } = open(name);
  const sent: SentRequest[] = [];
  const connection = client['_connection'] as Members;
  connection['_request'] = (verb: string, path: string, ...rest: readonly unknown[]) => {
    sent.push({ method: overrideIn(rest) ?? verbs[verb] ?? verb.toUpperCase(), path: absolute(path) });
    return Promise.resolve({ success: true, result: [{ exportId: 'a', status: 'Completed' }] });
  };
  const [first = '', last] = method.split('.');
  const owner = last === undefined ? client : (client[first] as Members);
  try {
    await (owner[last ?? first] as Run).apply(owner, [...args]);
  } catch (error) {
    // `fileStream` of these versions asks for the file and then fails to make its stream.
    if (sent.length === 0) throw error;
  }
  return sent;
}

const verbs: Readonly<Record<string, string>> = { del: 'DELETE', postJson: 'POST', putJson: 'PUT' };

function open(name: string): { client: Members; prototype: Members } {
  const Marketo = createRequire(import.meta.url)(name) as new (options: object) => Members;
  return {
    client: new Marketo({ endpoint: 'https://x/rest', identity: 'https://x/identity' }),
    prototype: Marketo.prototype,
  };
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && '_connection' in value;
}

function functionsOf(members: Members): string[] {
  const names: string[] = [];
  // The namespaces keep their methods on the prototype, where only for…in looks.
  for (const name in members) if (typeof members[name] === 'function' && !(name in eventEmitter)) names.push(name);
  return names;
}

const eventEmitter = createRequire(import.meta.url)('node:events').prototype as object;

/** `_method` in the query or the form of a request. */
function overrideIn(rest: readonly unknown[]): string | undefined {
  const parts = rest.flatMap((part) => (isRecord(part) ? [part['data'], part['query']] : []));
  const found = parts.map((part) => (isRecord(part) ? part['_method'] : undefined));
  return found.find((value) => typeof value === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The path from the host's root; the SDK writes it from its endpoint, which ends in "/rest". */
function absolute(path: string): string {
  return new URL(`https://x/rest${path}`).pathname;
}
