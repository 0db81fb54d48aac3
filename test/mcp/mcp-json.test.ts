import { describe, expect, test } from 'vitest';
import file from '../../rules/mcp.json' with { type: 'json' };
import { loadMcpTools } from '../../src/load/mcp.ts';
import { loadModel } from '../../src/load/model.ts';
import { type McpTool, toApiCalls } from '../../src/mcp/index.ts';
import { createMatcher } from '../../src/rules/match.ts';

const { rules } = await loadModel();
const mcp = await loadMcpTools(rules);
const matcher = createMatcher(rules);
const evidence = { kind: 'source', file: 'tools.txt', line: 1, column: 1, chain: [] } as const;

function callsOf({ name }: McpTool, use: 'called' | 'allowed') {
  return toApiCalls(name, use, { evidence }, mcp).map((call) => ({ call, match: matcher.match(call) }));
}

describe('rules/mcp.json', () => {
  test('has every tool of the list that Adobe publishes, by its sections', () => {
    const sections = file.tools.map(({ group }) => group);
    const counts = Object.fromEntries(
      [...new Set(sections)].map((one) => [one, sections.filter((s) => s === one).length]),
    );
    expect(counts).toEqual({
      'Bulk export': 5,
      'Channels and tags': 4,
      Emails: 7,
      Folders: 7,
      Forms: 23,
      Leads: 7,
      Programs: 18,
      'Smart campaigns': 21,
      'Smart lists': 15,
      Snippets: 14,
      'Static lists': 7,
      Tokens: 5,
    });
  });

  test('says when its sources were read', () => {
    expect(file.sources.every(({ checked }) => /^\d{4}-\d{2}-\d{2}$/.test(checked))).toBe(true);
  });

  test.each(mcp.tools.filter(({ kind }) => kind !== 'unpublished'))('an allowed $name is its operations', (tool) => {
    const found = callsOf(tool, 'allowed').map(({ call, match }) => {
      return [
        match.kind === 'matched' && match.operation.id,
        match.kind === 'matched' && match.spellings,
        call.certainty,
      ];
    });
    const expected = tool.kind === 'unpublished' ? [] : tool.operations.map(({ id }) => [id, [], 'inferred']);
    expect(found).toEqual(expected);
  });

  test.each(mcp.tools.filter(({ kind }) => kind === 'chooses'))('a called $name may be each of them', (tool) => {
    const [only, ...more] = callsOf(tool, 'called');
    expect([only?.call.certainty, more]).toEqual(['possible', []]);
    const candidates = only?.match.kind === 'possible' ? only.match.candidates.map(({ id }) => id) : [];
    const operations = tool.kind === 'chooses' ? tool.operations.map(({ id }) => id) : [];
    expect(candidates).toEqual(expect.arrayContaining(operations));
  });

  test.each(mcp.tools.filter(({ kind }) => kind === 'unpublished'))('$name stays open, with candidates', (tool) => {
    const [only, ...more] = callsOf(tool, 'allowed');
    expect([only?.call.certainty, more]).toEqual(['possible', []]);
    expect(only?.match.kind === 'possible' && only.match.candidates.length).toBeGreaterThan(0);
  });

  test('a tool whose name says that it reads, only reads', () => {
    const reading = mcp.tools.filter(({ name }) => /^(?:browse|get|describe|facet)_/.test(name));
    expect(reading.length).toBeGreaterThan(60);
    for (const tool of reading) {
      if (tool.kind === 'unpublished') expect([tool.name, tool.method]).toEqual([tool.name, 'GET']);
      else expect(tool.operations.map(({ effect }) => effect)).toEqual(tool.operations.map(() => 'read'));
    }
  });

  test('a tool whose name says that it changes something does not only read', () => {
    const changing = mcp.tools.filter(({ name }) =>
      /^(?:add|approve|clone|create|delete|remove|update|unapprove)_/.test(name),
    );
    expect(changing.length).toBeGreaterThan(40);
    for (const tool of changing) {
      if (tool.kind === 'unpublished') expect([tool.name, tool.method]).toEqual([tool.name, 'POST']);
      else expect(tool.operations.map(({ effect }) => effect)).not.toContain('read');
    }
  });
});
