import { describe, expect, test } from 'vitest';
import { type McpTool, type McpTools, toApiCalls, unreadableTool } from '../../src/mcp/index.ts';
import type { Operation } from '../../src/model/operation.ts';

const at = (method: string, path: string) => ({ method, path }) as Operation;
const tools: readonly McpTool[] = [
  { kind: 'performs', name: 'get_list', operations: [at('GET', '/rest/v1/lists/{listId}.json')] },
  {
    kind: 'chooses',
    name: 'get_members',
    operations: [at('GET', '/rest/v1/lists/{listId}/leads.json'), at('GET', '/rest/v1/programs/{id}/leads.json')],
  },
  {
    kind: 'chooses',
    name: 'get_jobs',
    operations: [
      at('GET', '/bulk/v1/leads/export/{id}/file.json'),
      at('GET', '/bulk/v1/activities/export/{id}/file.json'),
    ],
  },
  {
    kind: 'chooses',
    name: 'sync',
    operations: [at('POST', '/rest/v1/leads.json'), at('DELETE', '/rest/v1/lists/{id}/x.json')],
  },
  { kind: 'unpublished', name: 'add_step', method: 'POST', under: '/rest/asset/v1/smartCampaign/' },
];
const mcp: McpTools = { tools, find: (name) => tools.find((tool) => tool.name === name), isServer: () => false };
const evidence = { kind: 'traffic', file: 'day.har', entry: 3, outcome: 'attempted' } as const;

/** "GET /path/{hole} certainty" of each call. */
function calls(name: string, use: 'called' | 'allowed') {
  return toApiCalls(name, use, { evidence, principal: 'user 1' }, mcp).map(({ method, path, certainty }) => {
    return `${method} ${path.map((piece) => (typeof piece === 'string' ? piece : `{${piece.name}}`)).join('')} ${certainty}`;
  });
}

describe('the calls of a tool', () => {
  test('that performs an operation are concluded from its name', () => {
    expect(calls('get_list', 'called')).toEqual(['GET /rest/v1/lists/{listId}.json inferred']);
    expect(calls('get_list', 'allowed')).toEqual(calls('get_list', 'called'));
  });

  test('that chooses are all of them where it is allowed, and one that is not known where it was called', () => {
    expect(calls('get_members', 'allowed')).toEqual([
      'GET /rest/v1/lists/{listId}/leads.json inferred',
      'GET /rest/v1/programs/{id}/leads.json inferred',
    ]);
    // A hole in the middle is one segment; here two differ, so only the beginning is known.
    expect(calls('get_members', 'called')).toEqual(['GET /rest/v1/{MCP tool get_members} possible']);
    expect(calls('get_jobs', 'called')).toEqual(['GET /bulk/v1/{MCP tool get_jobs}/export/{id}/file.json possible']);
    expect(calls('sync', 'called')).toEqual(['undefined /rest/v1/{MCP tool sync} possible']);
  });

  test('that is not published, or not known, stay open', () => {
    for (const use of ['called', 'allowed'] as const) {
      expect(calls('add_step', use)).toEqual(['POST /rest/asset/v1/smartCampaign/{MCP tool add_step} possible']);
      expect(calls('frobnicate', use)).toEqual(['undefined {MCP tool frobnicate} possible']);
      expect(calls(unreadableTool, use)).toEqual(['undefined {an MCP tool} possible']);
    }
  });

  test('carry their evidence and principal, and claim nothing of the parameters', () => {
    expect(toApiCalls('get_list', 'called', { evidence, principal: 'user 1' }, mcp)).toMatchObject([
      { evidence, principal: 'user 1', host: 'rest', reachable: true, parameters: { names: [], complete: false } },
    ]);
  });
});
