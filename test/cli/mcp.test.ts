import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { createFakeIo } from '../kit/fake-io.ts';

const cwd = fileURLToPath(new URL('../../fixtures/traffic/mcp/', import.meta.url));

async function shell(...argv: readonly string[]) {
  const { io, stdout, stderr } = createFakeIo({ cwd, columns: 120 });
  return { code: await run(argv, io), stdout: stdout(), stderr: stderr() };
}

describe('rolefit --mcp-tools', () => {
  test('alone analyses nothing else', async () => {
    const { code, stdout, stderr } = await shell('--mcp-tools', 'tools.txt', '--fail-on', 'error', '--format', 'json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout).inputs.map(({ file }: { file: string }) => file)).toEqual(['tools.txt']);
  });

  test('is held against a grant', async () => {
    const { code, stdout } = await shell(
      '--mcp-tools',
      'browse_forms',
      '--granted',
      'Read-Write Assets, Read-Only Lead',
    );
    expect(code).toBe(1);
    expect(stdout).toContain('1 permission too many');
    expect(stdout).toContain('--mcp-tools:1');
  });

  test('gives a role sheet', async () => {
    const { code, stdout } = await shell('role', '--mcp-tools', 'tools.txt');
    expect(code).toBe(0);
    expect(stdout).toContain('Execute Campaign');
  });

  test('with tools that are not known is a lower bound, and 3 where completeness was asked for', async () => {
    const { code, stdout } = await shell('--mcp-tools', 'client-config.json', '--require-complete');
    expect(code).toBe(3);
    expect(stdout).toContain('lower bound');
    expect(stdout).toContain('MCP tool add_flow_step');
    expect(stdout.replace(/\s+/g, ' ')).toContain('unless "update_email_content" is meant');
  });

  test('that names nothing is an input error', async () => {
    expect(await shell('--mcp-tools', 'tolls.txt')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('there is no such file, and it is no list of tools'),
    });
  });
});
