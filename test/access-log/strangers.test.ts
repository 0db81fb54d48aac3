import { describe, expect, test } from 'vitest';
import { createIsApiPath } from '../../src/access-log/index.ts';
import { loadModel } from '../../src/load/model.ts';
import { hostFamily, knownHosts } from '../../src/rules/marketo-hosts.ts';
import { readLog } from './kit.ts';
import { strangers } from './strangers.ts';

const { rules } = await loadModel();
const isApiPath = createIsApiPath(rules.operations.map((operation) => operation.path));
const tags = 'GET /rest/v1/tags.json';
/** Lines beside it, so that a log of which nothing can be read is no error. */
const beside = `10.0.0.1 - - [30/Nov/2026:10:00:00 +0000] "${tags.replace(' ', ' https://123-abc-456.mktorest.com')} HTTP/1.1" 200 2\n`;

async function read(text: string, hosts: readonly string[] = []) {
  const { calls, summary } = await readLog(`${text}\n${beside.repeat(9)}`, {
    hostFamily: (host) => hostFamily(host, hosts),
    hostNames: [...knownHosts, ...hosts],
    isApiPath,
    ...(hosts.length === 0 ? {} : { defaultHost: 'rest' }),
  });
  const told = calls.map((call) => {
    if (call.kind === 'mcp') return 'MCP';
    const method = call.method ?? '?';
    return `${method} ${call.path}${call.pathIsOpen ? '…' : ''}${call.host === undefined ? ' (inferred)' : ''}`;
  });
  return { calls: [...new Set(told)].filter((call) => call !== tags), summary };
}

describe.each([...new Set(strangers.map(({ kind }) => kind))])('%s', (kind) => {
  test.each(strangers.filter((one) => one.kind === kind))('$name', async ({ lines, calls, hosts, isWhole }) => {
    const found = await read(lines.join('\n'), hosts);
    expect(found.calls).toEqual(calls);
    expect(found.summary.complete).toBe(isWhole);
  });
});

describe('a line longer than is held', () => {
  const at = (method: string, path: string) => ({ method, url: `https://123-abc-456.mktorest.com${path}` });
  const many = Array.from({ length: 9_000 }, (_, index) =>
    at('GET', `/rest/v1/leads.json?id=${index}${'0'.repeat(40)}`),
  );
  const last = at('POST', '/rest/v1/leads/delete.json');
  const found = ['GET /rest/v1/leads.json', 'POST /rest/v1/leads/delete.json'];

  test.each([
    ['a list', JSON.stringify([...many, last])],
    ['a list in an object', JSON.stringify({ Records: [...many, last], next: 'a' })],
    ['two lists', JSON.stringify({ a: { b: many }, c: [last] })],
    [
      'an object over many lines',
      JSON.stringify(
        {
          logs: Array.from({ length: 5 }, () => many)
            .flat()
            .concat(last),
        },
        null,
        1,
      ),
    ],
  ])('that is %s is read to its end', async (_, text) => {
    const { calls, summary } = await read(text);
    expect(calls.sort()).toEqual(found);
    expect(summary.complete).toBe(true);
  });

  const long = 'a'.repeat(700_000);
  test.each([
    ['an object', JSON.stringify({ agent: `${long}${long}`, ...last })],
    [
      'a list with one such object',
      JSON.stringify([at('GET', '/rest/v1/tags.json'), { agent: `${long}${long}`, ...last }]),
    ],
    ['a list that breaks off', JSON.stringify([...many, last]).slice(0, -70)],
    ['text', `10.0.0.1 - ${long} - [30/Nov/2026:10:00:00 +0000] "POST /rest/v1/leads.json HTTP/1.1" 200 2`],
  ])('and that of %s, of which something is lost, makes the log incomplete', async (_, text) => {
    const { summary } = await read(text);
    expect(summary.complete).toBe(false);
    expect(summary.problem).toContain('may hold a call');
  });
});
