import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readToolCalls, unreadableTool } from '../../src/mcp/index.ts';

const call = (name: unknown) => ({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: {} } });
const text = (body: unknown) => JSON.stringify(body);

describe('the tools of a request', () => {
  test.each([
    ['one call', text(call('browse_forms')), ['browse_forms']],
    [
      'a batch',
      text([call('browse_forms'), { method: 'ping' }, call('get_form_by_id')]),
      ['browse_forms', 'get_form_by_id'],
    ],
    ['another method', text({ jsonrpc: '2.0', method: 'tools/list', params: { name: 'browse_forms' } }), []],
    ['an answer', text({ jsonrpc: '2.0', id: 1, result: { tools: [{ name: 'browse_forms' }] } }), []],
    ['an empty batch', '[]', []],
    ['a name with blanks around it', text(call(' browse_forms ')), ['browse_forms']],
  ])('%s', (_, body, tools) => {
    expect(readToolCalls(body)).toEqual(tools);
  });

  test.each([
    ['a body that was not recorded', undefined],
    ['an empty body', ''],
    ['a body that is cut off', text(call('browse_forms')).slice(0, 40)],
    ['no object', '"tools/call"'],
    ['no params', text({ method: 'tools/call' })],
    ['a name that is no text', text(call(7))],
    ['an e-mail address as a name', text(call('rosa@fabrikam.example'))],
    ['a secret as a name', text(call('kQ7vZr2mXc9TnB4wLs8YpD1fGh6JdE3a'))],
    ['a body beyond all measure', `{"a":"${'x'.repeat(4 << 20)}"}`],
  ])('%s is one that is not readable', (_, body) => {
    expect(readToolCalls(body)).toEqual([unreadableTool]);
  });

  test('of an endless batch are not all kept', () => {
    const tools = readToolCalls(text(Array.from({ length: 5_000 }, () => call('browse_forms'))));
    expect([tools.length, tools.at(-1)]).toEqual([1_001, unreadableTool]);
  });

  test('of whatever a body holds are names and nothing else', () => {
    const secret = 'rosa.lindqvist@fabrikam.example';
    fc.assert(
      fc.property(fc.json(), fc.constantFrom('name', 'arguments', 'method'), (json, key) => {
        const value: unknown = JSON.parse(json);
        const body = {
          method: 'tools/call',
          params: { name: 'browse_forms', arguments: { [secret]: value } },
          [key]: value,
        };
        for (const tool of [
          ...readToolCalls(json),
          ...readToolCalls(text(body)),
          ...readToolCalls(text([value, body])),
        ]) {
          expect(tool).toMatch(/^(?:[a-z][a-z0-9_.-]{0,63}|\?)$/i);
        }
      }),
      { numRuns: 500, seed: 5 },
    );
  });
});

test('a recorded session of an assistant', () => {
  const har = JSON.parse(readFileSync(new URL('../../fixtures/traffic/mcp/agent.har', import.meta.url), 'utf8')) as {
    log: { entries: { request: { method: string; postData?: { text: string } } }[] };
  };
  const posts = har.log.entries.filter(({ request }) => request.method === 'POST');
  expect(posts.map(({ request }) => readToolCalls(request.postData?.text))).toEqual([
    [],
    [],
    ['get_leads_by_filter'],
    ['browse_lists', 'add_leads_to_list'],
    ['add_flow_step'],
    [unreadableTool],
  ]);
});
