import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { run } from '../src/cli/run.ts';
import { analyze, publishReport } from '../src/index.ts';
import { type PublishedReport, reportSchema } from '../src/schema/report.ts';
import { createFakeIo } from './kit/fake-io.ts';

const cwd = fileURLToPath(new URL('../', import.meta.url));
const recording = (name: string) => `fixtures/traffic/${name}/traffic.har`;
const validate = new Ajv2020({ strict: true }).compile(reportSchema);

async function shell(...argv: readonly string[]) {
  const { io, stdout, stderr } = createFakeIo({ cwd });
  return { code: await run(argv, io), stdout: stdout(), stderr: stderr() };
}

async function report(...argv: readonly string[]): Promise<{ code: number; json: PublishedReport }> {
  const { code, stdout } = await shell(...argv, '--format', 'json');
  const json = JSON.parse(stdout);
  validate(json);
  expect(validate.errors).toBeNull();
  return { code, json };
}

describe('recorded runs of published clients', () => {
  test.each([
    ['asset-publisher', 0, [['user 1', 'complete', 'Approve Assets', 'Read-Write Assets']]],
    ['bulk-export', 0, [['user 1', 'complete', 'Read-Only Lead']]],
    [
      'denied',
      1,
      [
        [
          ...['user 1', 'lower-bound', 'Access Admin', 'Access Users', 'Access User Management Api'],
          ...['Execute Campaign', 'Read-Only Campaign', 'Read-Write Lead'],
        ],
      ],
    ],
    ['lead-sync', 1, [['user 1', 'complete', 'Read-Only Activity', 'Read-Write Lead']]],
    [
      'two-users',
      0,
      [
        ['user 1', 'complete', 'Read-Write Lead'],
        ['user 2', 'complete', 'Approve Assets', 'Read-Only Assets'],
      ],
    ],
  ])('%s', async (name, expected, services) => {
    const { code, json } = await report(recording(name));
    expect(code).toBe(expected);
    expect(
      json.services.map(({ name: service, role }) => [
        service,
        role.status,
        ...role.permissions.map((one) => one.name),
      ]),
    ).toEqual(services);
  });
});

describe('the same recording against a grant', () => {
  const har = recording('asset-publisher');
  const compare = async (grant: string) => {
    const { code, json } = await report(har, '--granted', grant);
    const { needed, broader, unused, missing } = json.services[0]?.comparison ?? {};
    return { code, needed, broader, unused: unused?.length, missing, kinds: kindsOf(json) };
  };
  const kindsOf = (json: PublishedReport) => [...new Set(json.findings.map(({ kind }) => kind))];
  const summaries = async (grant: string) => {
    const [text, markdown] = await Promise.all([
      shell(har, '--granted', grant, '--verbose'),
      shell(har, '--granted', grant, '--format', 'markdown'),
    ]);
    return [text, markdown].map(({ stdout }) => stdout.replaceAll('*', '').replaceAll('\n', ' ').trim());
  };

  test('of everything: excess, and what it would allow', async () => {
    expect(await compare('Access API')).toEqual({
      code: 1,
      needed: ['Approve Assets', 'Read-Write Assets'],
      broader: [],
      unused: 31,
      missing: [],
      kinds: ['excess-permission', 'group-granted', 'disputed-requirement', 'secret-in-recording'],
    });
    for (const document of await summaries('Access API')) {
      expect(document).toContain(
        'minimal role: 2 permissions · 0 missing · 31 excess · 12 of 12 calls followed (10 need the role, 2 need no permission)',
      );
      expect(document).toContain('31 permissions too many');
    }
  });

  test('of exactly the role: nothing to change', async () => {
    expect(await compare('Approve Assets, Read-Write Asset')).toEqual({
      code: 0,
      needed: ['Approve Assets', 'Read-Write Assets'],
      broader: [],
      unused: 0,
      missing: [],
      kinds: ['disputed-requirement', 'secret-in-recording'],
    });
    for (const document of await summaries('Approve Assets, Read-Write Asset')) {
      expect(document).toContain(
        'minimal role: 2 permissions · 0 missing · 0 excess · 12 of 12 calls followed (10 need the role, 2 need no permission)',
      );
      expect(document).not.toMatch(/Excess:|Missing:|Broader/);
    }
  });

  test('of too little: what is missing, and the calls that need it', async () => {
    expect(await compare('Read-Write Assets, Read-Only Lead')).toEqual({
      code: 1,
      needed: ['Read-Write Assets'],
      broader: [],
      unused: 1,
      missing: ['Approve Assets'],
      kinds: ['missing-permission', 'excess-permission', 'disputed-requirement', 'secret-in-recording'],
    });
    for (const document of await summaries('Read-Write Assets, Read-Only Lead')) {
      expect(document).toContain('1 missing · 1 excess');
      expect(document).toMatch(/Approve Assets.*POST +\/rest\/asset\/v1\/email\/\\?\{id\\?\}\/approveDraft/);
    }
  });

  test('of more than needed in kind: the lesser permission is named', async () => {
    const { json } = await report(recording('bulk-export'), '--granted', 'Read-Write Lead');
    expect(json.services[0]?.comparison).toMatchObject({
      broader: [{ name: 'Read-Write Lead', enough: ['Read-Only Lead'] }],
      missing: [],
    });
  });
});

describe('a recording that breaks off', () => {
  const har = 'fixtures/traffic/forms/truncated.har';

  test('ends with exit code 3, says what was read, and calls the role a lower bound', async () => {
    const { code, json } = await report(har);
    expect(code).toBe(3);
    expect(json.services[0]?.role.status).toBe('lower-bound');
    expect(json.inputs).toMatchObject([{ file: har, read: 9, calls: 9, complete: false }]);
    expect(json.inputs[0]?.problem).toMatch(/^the file ends at byte \d+, in entry 9/);
  });

  test.each(['text', 'markdown'])('as %s', async (format) => {
    const { code, stdout } = await shell(har, '--format', format, '--verbose', '--fail-on', 'never');
    const words = stdout.replace(/\s+/g, ' ');
    expect(code).toBe(3);
    expect(words).toContain('could not be read to its end: the file ends at byte');
    expect(words).toContain('9 entries read, 9 calls to Marketo; incomplete');
    expect(words).not.toMatch(/minimal role/i);
  });
});

describe('the model', () => {
  test('lists 373 operations, each with requirement, effect and a dated source; 26 are disputed', async () => {
    const { stdout } = await shell('model', 'operations', '--format', 'json');
    const operations: Record<string, unknown>[] = JSON.parse(stdout);
    expect(operations).toHaveLength(373);
    for (const operation of operations) {
      expect(operation).toMatchObject({ requires: expect.anything(), effect: expect.any(String) });
      expect(operation['claims']).toEqual(
        expect.arrayContaining([expect.objectContaining({ checked: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) })]),
      );
    }
    expect(operations.filter(({ disputed }) => disputed)).toHaveLength(26);
    const { stdout: disputed } = await shell('model', 'operations', '--disputed');
    expect(disputed).toContain('26 operations');
  });

  test.each(['text', 'markdown', 'json'])('explains a disputed operation with both claims, as %s', async (format) => {
    const { stdout } = await shell('explain', 'Approve Email Draft', '--format', format);
    for (const word of ['Approve Assets', 'Read-Write Assets', '2026-07-31', '2026-08-17'])
      expect(stdout).toContain(word);
  });

  test('says of a permission that nothing needs that nothing needs it', async () => {
    const { stdout } = await shell('explain', 'Read-Write Campaign');
    expect(stdout.replace(/\s+/g, ' ')).toContain('no operation needs it: Read-Only Campaign opens the same');
    expect((await shell('explain', 'Execute Campaign')).stdout).not.toContain('By itself');
  });
});

test('the library gives what the command line prints', async () => {
  const har = recording('lead-sync');
  const { json } = await report(har, '--granted', 'Read-Write Lead');
  const found = await analyze([har], { cwd, granted: 'Read-Write Lead' });
  expect(JSON.parse(JSON.stringify(publishReport(found)))).toEqual(json);
});
