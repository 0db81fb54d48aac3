import { describe, expect, test } from 'vitest';
import { bearer, entry, har, host, identity, mcpClient, mcpEntry, readAll, readOne, token, toolCall } from './kit.ts';

const otherClient = '6f1d9e8d-7c6b-4a59-8877-665544332201';

function as(client: string) {
  return { request: { headers: [{ name: 'x-marketo-client-id', value: client }] } };
}

describe('a request to the MCP server', () => {
  test('is an exchange with the names of its tools and nothing else of its body', async () => {
    const batch = [toolCall('browse_lists'), toolCall('approve_email', { id: 'a@b.example' })];
    const exchange = await readOne(mcpEntry(batch));
    expect(exchange).toMatchObject({ method: 'POST', path: '/mcp', tools: ['browse_lists', 'approve_email'] });
    expect(exchange.parameters).toEqual([]);
    expect(JSON.stringify(exchange)).not.toContain('a@b');
    expect(JSON.stringify(exchange)).not.toContain(mcpClient.slice(4, -2));
  });

  test('is read from a body in base64', async () => {
    const text = Buffer.from(JSON.stringify(toolCall('browse_lists'))).toString('base64');
    const wrapped = mcpEntry(undefined, { request: { postData: { text, encoding: 'base64' } } });
    expect((await readOne(wrapped)).tools).toEqual(['browse_lists']);
  });

  test.each([
    ['no body', undefined],
    ['a body that is cut off', { text: '{"jsonrpc":"2.0","method":"tools/ca' }],
    ['a name that is none', { text: JSON.stringify(toolCall('a@b.example')) }],
  ])('calls something that is not known with %s', async (_, postData) => {
    expect((await readOne(mcpEntry(undefined, { request: { postData } }))).tools).toEqual(['?']);
  });

  test.each([
    ['an answer', { status: 200, content: { text: '{"success":true,"result":[]}' } }],
    ['a refusal', { status: 403, content: { text: '{"errors":[{"code":"603"}],"success":false}' } }],
    ['nothing', { status: 0 }],
  ])('proves nothing about permissions with %s', async (_, response) => {
    expect((await readOne(mcpEntry(toolCall('browse_lists'), { response }))).outcome).toBe('attempted');
  });

  test('counts for nothing where no server is known', async () => {
    const { summary } = await readAll(har(mcpEntry(toolCall('browse_lists'))), { mcp: undefined });
    expect(summary.skipped).toEqual([{ reason: 'not-marketo', count: 1 }]);
  });

  test('says that its secret was recorded, unless it was taken out', async () => {
    const sent = (value: string) =>
      mcpEntry(toolCall('browse_lists'), { request: { headers: [{ name: 'X-Marketo-Client-Secret', value }] } });
    const { summary } = await readAll(har(sent('kQ7vZr2mXc9TnB4w'), sent('REDACTED'), sent('')));
    expect(summary.secrets).toEqual({ clientSecrets: 1, tokens: 0, cookies: 0 });
  });
});

describe('whose tools they are', () => {
  const call = toolCall('browse_lists');

  test('tells the Custom Service, by as much of its id as may be shown', async () => {
    const { labels } = await readAll(har(mcpEntry(call), mcpEntry(call, as(otherClient)), mcpEntry(call), entry()));
    expect(labels).toEqual(['client 6f1d…01', 'client 6f1d…01, number 2', 'client 6f1d…01', 'token 1']);
  });

  test('is the user that the same service has a token of, before or after', async () => {
    const asked = identity(token, 'ann@users.example');
    const url = asked.request.url.replace('client_id=a', `client_id=${mcpClient}`);
    const signIn = { ...asked, request: { ...asked.request, url } };
    expect((await readAll(har(mcpEntry(call), signIn, entry()))).labels).toEqual(['user 1', 'user 1', 'user 1']);
  });

  test('is the bearer of a token where no service is named, and else not known', async () => {
    const withToken = mcpEntry(call, { request: { headers: bearer(token) } });
    const { labels } = await readAll(har(withToken, entry(), mcpEntry(call, as('REDACTED')), mcpEntry(call, as('me'))));
    expect(labels).toEqual(['token 1', 'token 1', 'unknown', 'unknown']);
  });

  test('the id in the place of a token is no token', async () => {
    const credential = { request: { url: `https://${host}/rest/v1/leads.json`, headers: bearer(mcpClient) } };
    expect((await readAll(har(mcpEntry(call), entry(credential)))).labels).toEqual(['client 6f1d…01', 'token 1']);
  });
});
