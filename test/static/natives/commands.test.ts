import { describe, expect, test } from 'vitest';
import { analyzeProgram, describeCall } from '../clients/analyze-program.ts';

const base = 'https://123-ABC-456.mktorest.com';
const callsOf = (source: string) => [...new Set(analyzeProgram(source).map(describeCall))].sort();
const exec = (line: string) => callsOf(`import { exec } from 'node:child_process';\nexec(${JSON.stringify(line)});`);

// curl 7.88: what it sends was seen by a server.
describe('curl', () => {
  test.each([
    [`curl -s ${base}/rest/v1/leads.json`, 'GET'],
    [`curl -X POST "${base}/rest/v1/leads.json"`, 'POST'],
    [`curl -sSXPOST ${base}/rest/v1/leads.json | jq .`, 'POST'],
    [`curl --request=POST --url=${base}/rest/v1/leads.json`, 'POST'],
    [`curl -d '{"a":1}' ${base}/rest/v1/leads.json`, 'POST'],
    [`curl --json '{}' ${base}/rest/v1/leads.json`, 'POST'],
    [`curl -F file=@x.csv ${base}/rest/v1/leads.json`, 'POST'],
    [`curl -d a=1 -X GET ${base}/rest/v1/leads.json`, 'GET'],
    [`curl -G -d filterType=id ${base}/rest/v1/leads.json`, 'GET'],
    [`curl -T x.csv ${base}/rest/v1/leads.json`, 'PUT'],
    [`curl -I ${base}/rest/v1/leads.json`, 'HEAD'],
    [`curl -X "$METHOD" ${base}/rest/v1/leads.json`, '?'],
    [`curl -K settings ${base}/rest/v1/leads.json`, '?'],
  ])('%s', (line, method) => {
    expect(exec(line)).toEqual([`${method} /rest/v1/leads.json`]);
  });

  test('what the shell puts in is a gap, but not between single quotes', () => {
    expect(exec('curl "$HOST/rest/v1/lead/${ID}.json"')).toEqual(['GET /rest/v1/lead/{}.json']);
    expect(exec("curl -X POST '$HOST/rest/v1/leads.json'")).toEqual([]);
  });

  test('each transfer of a command has a method of its own', () => {
    const line = `curl -X POST ${base}/rest/v1/leads.json --next ${base}/rest/v1/lists.json`;
    expect(exec(line)).toEqual(['GET /rest/v1/lists.json', 'POST /rest/v1/leads.json']);
  });

  test.each([
    [
      'node:child_process',
      `import { spawn } from 'node:child_process';\nspawn('curl', ['-X', 'POST', '${base}/rest/v1/leads.json']);`,
    ],
    [
      'a shell',
      `import { spawn } from 'node:child_process';\nspawn('sh', ['-c', 'curl -X POST ${base}/rest/v1/leads.json']);`,
    ],
    [
      'a promise',
      `import util from 'node:util';\nimport cp from 'node:child_process';\nawait util.promisify(cp.exec)('curl -X POST ${base}/rest/v1/leads.json');`,
    ],
    ['execa', `import { execa } from 'execa';\nawait execa('curl', ['-X', 'POST', '${base}/rest/v1/leads.json']);`],
    ['a tag', `import { $ } from 'execa';\nawait $\`curl -X POST ${base}/rest/v1/leads.json\`;`],
    [
      'a tag with options',
      `import { $ } from 'execa';\nawait $({ shell: true })\`curl -X POST ${base}/rest/v1/leads.json\`;`,
    ],
    ['execa as a tag', `import { execa } from 'execa';\nawait execa\`curl -X POST ${base}/rest/v1/leads.json\`;`],
    ['zx', `import { $ } from 'zx';\nawait $\`curl -X POST ${base}/rest/v1/leads.json\`;`],
  ])('is started by %s', (_, source) => {
    expect(callsOf(source)).toContain('POST /rest/v1/leads.json');
    expect(callsOf(source)).not.toContain('GET /rest/v1/leads.json');
  });
});
