import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyzePaths } from '../../src/load/analyze-paths.ts';
import { loadMcpTools } from '../../src/load/mcp.ts';
import { loadModel } from '../../src/load/model.ts';
import { plainOptions, publishReport, renderers } from '../../src/report/index.ts';
import { inputErrorsOf } from '../kit/input-errors.ts';
import { findLeaks } from '../kit/leaks.ts';

const lists = fileURLToPath(new URL('../../fixtures/traffic/mcp/', import.meta.url));
const model = await loadModel();

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-mcp-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const analyze = (mcpTools: string, cwd = lists, paths: readonly string[] = []) =>
  analyzePaths(paths, { cwd, hosts: [], model, mcpTools });

/** Permissions, operations with their places, and what stayed open, of the one service. */
async function describeReport(mcpTools: string, cwd?: string) {
  const { services, inputs } = publishReport(await analyze(mcpTools, cwd));
  const [service, ...more] = services;
  expect(more).toEqual([]);
  return {
    status: service?.role.status,
    permissions: service?.role.permissions.map(({ name }) => name),
    operations: service?.operations.map(({ id, certainty, evidence: [at] }) => {
      return `${id} ${certainty} ${at?.kind === 'source' && `${at.file}:${at.line}:${at.column}`}`;
    }),
    unresolved: service?.unresolved.map(({ file, line, column, known }) => `${known} ${file}:${line}:${column}`),
    inputs,
  };
}

describe('the role of a client that may call', () => {
  test('the tools of a text', async () => {
    expect(await describeReport('tools.txt')).toEqual({
      status: 'complete',
      permissions: ['Execute Campaign', 'Read-Only Assets', 'Read-Only Lead'],
      operations: [
        'GET /rest/asset/v1/smartCampaign/{id}.json inferred tools.txt:3:1',
        'GET /rest/asset/v1/smartCampaigns.json inferred tools.txt:2:1',
        'POST /rest/v1/campaigns/{campaignId}/schedule.json inferred tools.txt:4:4',
        'GET /rest/v1/leads.json inferred tools.txt:6:1',
      ],
      unresolved: [],
      inputs: [{ file: 'tools.txt', kind: 'source', read: 1, calls: 4, skipped: [], complete: true }],
    });
  });

  test("a server's own list", async () => {
    const { status, operations } = await describeReport('tools-list.json');
    expect(status).toBe('complete');
    expect(operations).toEqual([
      'POST /bulk/v1/activities/export/create.json inferred tools-list.json:15:17',
      'POST /bulk/v1/customobjects/{apiName}/export/create.json inferred tools-list.json:15:17',
      'POST /bulk/v1/leads/export/create.json inferred tools-list.json:15:17',
      'POST /bulk/v1/program/members/export/create.json inferred tools-list.json:15:17',
      'POST /rest/asset/v1/email/{id}/approveDraft.json inferred tools-list.json:14:17',
      'GET /rest/v1/lists/{listId}/leads.json inferred tools-list.json:7:17',
    ]);
  });

  test("the tools of a client's configuration, of which one is misspelt and one not published", async () => {
    const { status, unresolved, inputs } = await describeReport('client-config.json');
    expect(status).toBe('lower-bound');
    expect(unresolved?.toSorted()).toEqual([
      'POST /rest/asset/v1/smartCampaign/{?} client-config.json:15:64',
      '{?} client-config.json:15:40',
    ]);
    expect(inputs[0]?.notes).toEqual([
      'the tool "update_emial_content" is not known, unless "update_email_content" is meant',
    ]);
  });

  test('tools that the option names', async () => {
    expect(await describeReport('browse_forms, get_lead_activities')).toMatchObject({
      status: 'complete',
      permissions: ['Read-Only Activity', 'Read-Only Assets'],
      operations: [
        'GET /rest/asset/v1/forms.json inferred --mcp-tools:1:1',
        'GET /rest/v1/activities.json inferred --mcp-tools:1:15',
      ],
    });
  });

  test('every tool', async () => {
    const { status, permissions, inputs } = await describeReport('*');
    expect(status).toBe('lower-bound');
    expect(permissions).toEqual(expect.arrayContaining(['Approve Assets', 'Read-Write Assets', 'Read-Write Lead']));
    expect(inputs[0]?.notes).toBeUndefined();
  });
});

test('tools that a recording calls count as what the server does for them', async () => {
  const { services, inputs, coverage } = publishReport(
    await analyzePaths(['agent.har'], { cwd: lists, hosts: [], model }),
  );
  expect(services.map(({ name }) => name)).toEqual(['client 2f8c…6c']);
  const [service] = services;
  expect(service?.role.status).toBe('lower-bound');
  expect(service?.role.permissions.map(({ name }) => name)).toEqual(['Read-Write Lead']);
  expect(service?.operations.map(({ id, certainty, evidence }) => [id, certainty, evidence])).toEqual([
    ['GET /rest/v1/leads.json', 'inferred', [at(2)]],
    ['POST /rest/v1/lists/{listId}/leads.json', 'inferred', [at(3)]],
  ]);
  const open = service?.unresolved.map(({ known, file }) => `${known} ${file}`);
  expect(open?.toSorted()).toEqual([
    'GET /rest/{?} agent.har',
    'POST /rest/asset/v1/smartCampaign/{?} agent.har',
    '{?} agent.har',
  ]);
  expect(coverage).toMatchObject({ calls: 5, followed: 2 });
  expect(inputs).toMatchObject([
    {
      file: 'agent.har',
      read: 7,
      calls: 4,
      skipped: [{ reason: 'sent to the MCP server without calling a tool', count: 3 }],
    },
  ]);
});

function at(entry: number) {
  return { kind: 'traffic', file: 'agent.har', entry, outcome: 'attempted' };
}

test('tools and code together make one role', async () => {
  await writeFile(join(folder, 'main.mjs'), "fetch('https://571-kqx-902.mktorest.com/rest/v1/companies.json');");
  const { services, inputs } = publishReport(await analyze('browse_forms', folder, ['main.mjs']));
  expect(services.map(({ role }) => role.permissions.map(({ name }) => name))).toEqual([
    ['Read-Only Assets', 'Read-Only Company'],
  ]);
  expect(inputs.map(({ file }) => file)).toEqual(['--mcp-tools', 'main.mjs']);
});

test('no secret of a configuration is in any format', async () => {
  const secrets: string[] = JSON.parse(await readFile(join(lists, 'secrets.json'), 'utf8'));
  const text = await readFile(join(lists, 'client-config.json'), 'utf8');
  expect(secrets.filter((secret) => text.includes(secret)).length).toBeGreaterThan(2);
  const report = await analyze('client-config.json');
  for (const render of Object.values(renderers)) {
    expect(findLeaks(render(report, model, plainOptions), secrets)).toEqual([]);
  }
});

describe('a list that cannot be used', () => {
  test.each([
    ['is missing', 'tolls.txt', undefined, '--mcp-tools: there is no such file, and it is no list of tools'],
    ['is a folder', '.', undefined, '.: the list of tools is a folder'],
    ['is empty', 'empty.txt', '', 'empty.txt: no tool is named in it'],
    ['is not given', ' ', undefined, '--mcp-tools: no tool is named in it'],
    ['is binary', 'tools.bin', 'browse_forms\0', 'tools.bin: the list of tools is not text'],
    ['is too large', 'large.txt', 'browse_forms\n'.repeat(200_000), 'large.txt: the list of tools is larger than 2 MB'],
    ['has too many tools', 'many.txt', 'browse_forms\n'.repeat(3_000), 'many.txt: the list has 3000 tools'],
    ['is broken JSON', 'broken.json', '{"tools":', 'broken.json: the list of tools is not valid JSON'],
  ])('because it %s', async (_, name, content, message) => {
    if (content !== undefined) await writeFile(join(folder, name), content);
    const errors = await inputErrorsOf(() => analyze(name, folder));
    expect(errors).toEqual([expect.stringContaining(message)]);
  });

  test('because a row of the rules is broken says which', async () => {
    const file = join(folder, 'mcp.json');
    const row = { tool: 'a_tool', group: 'Leads' };
    await writeFile(file, JSON.stringify({ server: 'https://a.example/mcp', sources: [], tools: [row] }));
    const errors = await inputErrorsOf(() => loadMcpTools(model.rules, file));
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.join('\n')).toContain(file);
  });
});
