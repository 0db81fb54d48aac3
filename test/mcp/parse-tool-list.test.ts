import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locateIn } from '../../src/load/json-place.ts';
import { loadMcpTools } from '../../src/load/mcp.ts';
import { loadModel } from '../../src/load/model.ts';
import { parseToolList, parseToolNames, unreadableTool } from '../../src/mcp/index.ts';
import { findLeaks } from '../kit/leaks.ts';

const mcp = await loadMcpTools((await loadModel()).rules);

/** "browse_forms 3:5" for each tool. */
function parse(text: string): readonly string[] {
  return parseToolList(text, 'tools', locateIn('tools', text), mcp).map(
    ({ name, line, column }) => `${name} ${line}:${column}`,
  );
}

const namesIn = (value: unknown) => parse(JSON.stringify(value)).map((tool) => tool.split(' ', 1).join(''));

describe('a list of lines', () => {
  test('has one tool a line, each with its place', () => {
    const lines = [
      '# for the assistant',
      'browse_forms',
      '',
      '  get_form_by_id # by id',
      '- `approve_form`',
      'mcp__m__clone_form',
    ];
    expect(parse(lines.join('\r\n'))).toEqual([
      'browse_forms 2:1',
      'get_form_by_id 4:3',
      'approve_form 5:4',
      'clone_form 6:1',
    ]);
  });

  test('counts what is no name without repeating it', () => {
    expect(parse('browse_forms\nrosa.lindqvist@fabrikam.example\n')).toEqual([
      'browse_forms 1:1',
      `${unreadableTool} 2:1`,
    ]);
  });

  test('may say that all tools are allowed', () => {
    expect(parse('*')).toEqual(mcp.tools.map(({ name }) => `${name} 1:1`));
    expect(parse('mcp__marketo__*')).toHaveLength(mcp.tools.length);
  });

  test.each(['', '\n\n', '# only a comment', 'some words that are no tool'])('%j has none', (text) => {
    expect(() => parse(text)).toThrow('no tool is named in it');
  });
});

describe('a list as a client prints it', () => {
  const names = (text: string) => parse(text).map((tool) => tool.split(' ', 1).join(''));
  test.each<[string, string]>([
    [
      'bullets with what each does',
      'Marketo tools (2):\n- browse_forms: Lists forms\n- clone_form - Clones a form, see browse_forms',
    ],
    [
      'Markdown',
      '## Tools\n\n1. **`browse_forms`** — Lists forms.\n   Pages of 20.\n2. **`clone_form`** — Clones a form.\n',
    ],
    ['a table', '| Tool | What |\n| --- | --- |\n| `browse_forms` | Lists forms |\n| clone_form | Clones |\n'],
    ['a drawn table', '┌──┐\n│ name │ text │\n├──┤\n│ browse_forms │ Lists │\n│ clone_form │ Clones │\n└──┘'],
    ['signatures', 'browse_forms(limit:int, [offset:int])\n     Lists forms\n\nclone_form(id:int)\n     Clones a form'],
    [
      'what a program shows of its objects',
      "Tool(name='browse_forms', description='Lists')\nTool(name='clone_form', description='')",
    ],
    [
      'YAML',
      'tools:\n  - name: browse_forms\n    description: Lists forms\n  - name: clone_form\n    description: Clones a form\n  # mcp: x\n- name: clone_form # once more',
    ],
    [
      'prefixes and colours',
      '\u001b[1m  ❯ 1. mcp__marketo__browse_forms\u001b[0m  Lists forms\n    2. mcp__marketo__clone_form  Clones',
    ],
    [
      'a block of JSON in Markdown',
      'Here they are:\n```json\n[{"name": "browse_forms", "x": 1},\n{"name": "clone_form", "x": 2}]\n```',
    ],
  ])('%s', (_, text) => {
    expect([...new Set(names(text))]).toEqual(['browse_forms', 'clone_form']);
  });

  test('tells where each stands, and keeps a tool that is not known', () => {
    expect(parse('- browse_forms: Lists\n- brew_some_coffee: Brews')).toEqual([
      'browse_forms 1:3',
      'brew_some_coffee 2:3',
    ]);
  });

  test.each<[string, string]>([
    ['an item without the name of a tool', '- browse_forms: Lists\n- Clone: clones'],
    ['words that name a tool which has no line', '- browse_forms: Lists\nAlso allowed is clone_form.'],
  ])('leaves open %s', (_, text) => {
    expect(names(text)).toEqual(['browse_forms', unreadableTool]);
  });
});

describe('a JSON list', () => {
  test('knows where each tool stands', () => {
    expect(parse('[\n  "browse_forms",\n  { "name": "clone_form" }\n]')).toEqual([
      'browse_forms 2:3',
      'clone_form 3:13',
    ]);
  });

  test.each<[string, unknown]>([
    [
      'an answer to tools/list',
      { result: { tools: [{ name: 'a_b' }, { name: 'c_d', inputSchema: { tools: ['e_f'] } }] } },
    ],
    ['the tools alone', { tools: ['a_b', 'c_d'] }],
    [
      'a server of a client',
      { mcpServers: { m: { env: { tools: 'x' }, alwaysAllow: ['a_b'], autoApprove: ['c_d'] } } },
    ],
    ['switches', { servers: { m: { tools: { a_b: true, x_y: false, c_d: true } } } }],
    [
      'a request to a model',
      { tools: [{ type: 'mcp', server_label: 'm', allowed_tools: { tool_names: ['a_b', 'c_d'] } }] },
    ],
    [
      'one of several servers, by its name',
      { mcpServers: { x: { tools: ['e_f'] }, 'my-marketo': { tools: ['a_b', 'c_d'] } } },
    ],
    [
      'one of several servers, by its address',
      { mcpServers: { x: { tools: ['e_f'] }, y: { url: 'https://marketo-mcp.adobe.io/mcp', tools: ['a_b', 'c_d'] } } },
    ],
  ])('%s', (_, value) => {
    expect(namesIn(value)).toEqual(['a_b', 'c_d']);
  });

  test.each<[string, string]>([
    ['a configuration without a list', '{"mcpServers":{"m":{"url":"https://marketo-mcp.adobe.io/mcp"}}}'],
    ['only other servers', '{"mcpServers":{"x":{"tools":["a_b"]},"y":{"tools":["c_d"]}}}'],
    ['an empty list', '[]'],
  ])('%s names no tool, which is an error and not an empty role', (_, text) => {
    expect(() => parse(text)).toThrow('no tool is named in it');
  });

  test('that is broken is told without its text', () => {
    const secret = 'kQ7vZr2mXc9TnB4wLs8YpD1fGh6JdE3a';
    expect(() => parse(`{"headers": "${secret}",`)).toThrow(
      expect.objectContaining({ name: 'InputError', message: expect.not.stringContaining(secret) }),
    );
  });

  test('beyond all measure is refused', () => {
    expect(() => parse(JSON.stringify(Array.from({ length: 3_000 }, (_, index) => `tool_${index}`)))).toThrow(
      '3000 tools',
    );
  });
});

describe("an option's own text", () => {
  test('has names with their places', () => {
    expect(parseToolNames('browse_forms, some_newer_tool', '--mcp-tools', mcp)).toEqual([
      { name: 'browse_forms', line: 1, column: 1 },
      { name: 'some_newer_tool', line: 1, column: 15 },
    ]);
  });

  test.each(['tools.txt', 'tools', './a_b', 'browse_forms,tools.json', 'rosa.lindqvist@fabrikam.example'])(
    'is not %s, which is rather a path',
    (text) => {
      expect(() => parseToolNames(text, '--mcp-tools', mcp)).toThrow(
        expect.objectContaining({
          what: 'there is no such file, and it is no list of tools',
          at: { file: '--mcp-tools' },
        }),
      );
    },
  );
});

test('whatever a list holds, it ends in tools or an input error, and nothing of it leaves but names', () => {
  const secret = 'rosa.lindqvist@fabrikam.example';
  const word = fc.oneof(fc.constantFrom('browse_forms', '*', '#', '- ', '`', secret, '\n', '\r', ' '), fc.string());
  const json = fc.json().map((text) => `{"tools":["browse_forms",${text},"${secret}"],"${secret}":${text}}`);
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(word).map((words) => words.join('')),
        json,
      ),
      (text) => {
        try {
          expect(findLeaks(JSON.stringify(parse(text)), [secret])).toEqual([]);
        } catch (error) {
          if (!(error instanceof Error) || error.name !== 'InputError') throw error;
          expect(error.message).not.toContain('rosa');
        }
      },
    ),
    { numRuns: 500, seed: 17 },
  );
});
