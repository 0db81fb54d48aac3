import { describe, expect, test } from 'vitest';
import { entry, har, mcpClient, mcpEntry, readAll, toolCall } from '../har/kit.ts';
import { check, redact, redactOne } from './kit.ts';

const secret = 'kQ7vZr2mXc9TnB4wLs8YpD1fGh6JdE3a';
const headers = [
  { name: 'X-Marketo-Client-Id', value: mcpClient },
  { name: 'X-Marketo-Client-Secret', value: secret },
  { name: 'X-Marketo-Munchkin-Id', value: '571-KQX-902' },
];
const call = mcpEntry(toolCall('get_leads_by_filter', { filterValues: ['rosa@fabrikam.example'] }), {
  request: { headers },
  response: { content: { mimeType: 'application/json', text: '{"result":{"content":[{"text":"rosa"}]}}' } },
});

describe('a request to the MCP server', () => {
  test('keeps the name of the tool and a name for the service', async () => {
    const { request } = await redactOne(call);
    expect(request).toMatchObject({
      method: 'POST',
      url: 'https://mcp.example/mcp',
      headers: [{ name: 'x-marketo-client-id', value: '6f1d0000-0000-0000-0000-000000000101' }],
      postData: { text: '[{"jsonrpc":"2.0","method":"tools/call","params":{"name":"get_leads_by_filter"}}]' },
    });
  });

  test('reads the same in the copy, which leaks nothing and stays as it is', async () => {
    const unreadable = mcpEntry(undefined, { request: { postData: undefined } });
    const batch = mcpEntry([toolCall('browse_lists'), toolCall('a b')]);
    const recording = har(call, entry(), unreadable, batch, mcpEntry({ method: 'tools/list' }));
    const { text } = await redact(recording);
    for (const kept of [secret, '571-KQX', 'rosa', mcpClient]) expect(text).not.toContain(kept);
    const [before, after] = [await readAll(recording), await readAll(text)];
    const known = ({ exchanges, labels }: typeof before) =>
      exchanges.map(({ tools, path, outcome }, index) => ({ tools, path, outcome, label: labels[index] }));
    expect(known(after)).toEqual(known(before));
    expect(after.exchanges.map(({ tools }) => tools)).toEqual([
      ['get_leads_by_filter'],
      undefined,
      ['?'],
      ['browse_lists', '?'],
    ]);
    expect((await check(text)).isClean).toBe(true);
    expect((await redact(text)).text).toBe(text);
  });

  test('leaks its headers and its arguments when it is shared as it is', async () => {
    const { leaks, isClean } = await check(har(call));
    expect(isClean).toBe(false);
    expect(leaks.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['client-secret', 'munchkin-id', 'e-mail-address', 'body']),
    );
  });
});
