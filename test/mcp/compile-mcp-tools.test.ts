import { describe, expect, test } from 'vitest';
import { loadModel } from '../../src/load/model.ts';
import { compileMcpTools } from '../../src/mcp/index.ts';
import type { McpFile, McpRow } from '../../src/schema/index.ts';
import { inputErrorsOf } from '../kit/input-errors.ts';

const { rules } = await loadModel();

function compile(...tools: readonly McpRow[]) {
  const file: McpFile = { server: 'https://marketo-mcp.adobe.io/mcp', sources: [], tools };
  return compileMcpTools(file, rules, (path) => ({ file: `mcp.json#${path.join('/')}` }));
}

const read = { tool: 'get_leads', group: 'Leads', operations: ['GET /rest/v1/leads.json'] };

describe('compiling', () => {
  test('names an operation that the rules do not have, a double and a disorder, all at once', async () => {
    const errors = await inputErrorsOf(() =>
      compile(
        read,
        { ...read, operations: ['GET /rest/v1/lead.json'] },
        { tool: 'a_tool', group: 'Leads', oneOf: ['GET /rest/v1/leads.json', 'GET /moon'] },
      ),
    );
    expect(errors).toEqual([
      'mcp.json#tools/1/tool: the tool "get_leads" stands twice (delete one of the rows)',
      'mcp.json#tools/1/operations/0: no rule describes the operation "GET /rest/v1/lead.json" (did you mean "GET /rest/v1/leads.json"?)',
      'mcp.json#tools/2/tool: "a_tool" stands after "get_leads" (sort the rows by name)',
      'mcp.json#tools/2/oneOf/1: no rule describes the operation "GET /moon" (`rolefit model operations` lists them all)',
    ]);
  });

  test('a choice between operations that ask for the same is none', () => {
    const same = ['GET /rest/v1/leads.json', 'GET /rest/v1/leads/describe2.json'];
    const other = ['GET /rest/v1/leads.json', 'GET /rest/asset/v1/emails.json'];
    expect(compile({ tool: 'a_tool', group: 'Leads', oneOf: same }).find('a_tool')?.kind).toBe('performs');
    expect(compile({ tool: 'a_tool', group: 'Leads', oneOf: other }).find('a_tool')?.kind).toBe('chooses');
  });

  test.each([
    ['marketo-mcp.adobe.io', '/mcp', true],
    ['Marketo-MCP.adobe.io:443', '/mcp/', true],
    ['marketo-mcp.adobe.io.', '/mcp', true],
    ['marketo-mcp.adobe.io', '/health', false],
    ['marketo-mcp.adobe.io:8443', '/mcp', false],
    ['marketo-mcp.adobe.io.example', '/mcp', false],
  ])('%s%s is the server: %s', (host, path, expected) => {
    expect(compile(read).isServer(host, path)).toBe(expected);
  });
});
