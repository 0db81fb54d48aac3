/** A file of a generated tree: its path with "/", and its text. */
export type TreeFile = readonly [path: string, text: string];

/** The operations that {@link integration} can call, each in a file of its own. */
export const integrationOperations = [
  'DELETE /rest/v1/lists/{listId}/leads.json',
  'GET /identity/oauth/token',
  'GET /rest/v1/leads.json',
  'GET /rest/v1/lists.json',
  'POST /rest/v1/leads.json',
  'POST /rest/v1/lists/{listId}/leads.json',
] as const;

/** An integration as people write it: a client with a wrapper, a module for each resource, and a job that runs them. */
export function* integration(folder: string): Generator<TreeFile> {
  yield [`${folder}/client.ts`, client];
  yield [`${folder}/leads.ts`, leads];
  yield [`${folder}/lists.ts`, lists];
  yield [`${folder}/job.ts`, job];
  yield [`${folder}/secrets.ts`, "export const readSecret = () => process.env.CLIENT_SECRET ?? '';\n"];
}

const client = `import { readSecret } from './secrets';

const host = process.env.MARKETO_HOST ?? '123-ABC-456.mktorest.com';

async function token(): Promise<string> {
  const query = new URLSearchParams({ grant_type: 'client_credentials', client_secret: readSecret() });
  const answer = await fetch(\`https://\${host}/identity/oauth/token?\${query}\`);
  return (await answer.json()).access_token;
}

export async function call(method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(\`https://\${host}/rest/v1\${path}\`, {
    method,
    headers: { authorization: \`Bearer \${await token()}\` },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return answer.json();
}
`;

const leads = `import { call } from './client';

export const findLeads = (email: string) => call('GET', \`/leads.json?filterType=email&filterValues=\${email}\`);
export const saveLeads = (input: readonly object[]) => call('POST', '/leads.json', { action: 'createOrUpdate', input });
`;

const lists = `import { call } from './client';

export const allLists = () => call('GET', '/lists.json');
export const addToList = (list: number, ids: readonly number[]) =>
  call('POST', \`/lists/\${list}/leads.json\`, { input: ids.map((id) => ({ id })) });
export const removeFromList = (list: number, ids: readonly number[]) =>
  call('DELETE', \`/lists/\${list}/leads.json?id=\${ids.join(',')}\`);
`;

const job = `import { findLeads, saveLeads } from './leads';
import { addToList, allLists, removeFromList } from './lists';

export async function syncAll(emails: readonly string[]): Promise<void> {
  await allLists();
  for (const email of emails) {
    await findLeads(email);
    await saveLeads([{ email }]);
    await addToList(1001, [7]);
    await removeFromList(1002, [8]);
  }
}
`;
