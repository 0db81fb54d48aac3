import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { analyzePaths } from '../../src/load/analyze-paths.ts';
import { loadModel } from '../../src/load/model.ts';
import { entry, har } from '../har/kit.ts';

const folder = mkdtempSync(join(tmpdir(), 'rolefit-soap-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const model = await loadModel();
const soap = 'https://123-abc-456.mktoapi.com/soap/mktows/3_1';
const leads = 'https://123-abc-456.mktorest.com/rest/v1/leads.json';
const line = (request: string) => `10.0.0.1 - - [30/Nov/2026:10:00:00 +0000] "${request} HTTP/1.1" 200 2\n`;
const request = (method: string, url: string) => entry({ request: { method, url, postData: undefined } });

test.each([
  ['a recording', 'a.har', har(request('POST', soap), request('GET', leads))],
  ['a log', 'access.log', line(`POST ${soap}`) + line(`GET ${leads}`)],
  ['a log without hosts', 'access.log', line('POST /soap/mktows/2_9') + line('GET /rest/v1/leads.json')],
  ['code', 'main.js', `await fetch('${soap}', { method: 'POST', body: '' });\nawait fetch('${leads}');\n`],
])('a call to the SOAP API is a finding, and no hole: %s', async (_, file, text) => {
  writeFileSync(join(folder, file), text);
  const { services, findings } = await analyzePaths([file], { cwd: folder, hosts: [], model });
  expect(services).toMatchObject([{ unmatched: [], unresolved: [], removedApi: { calls: 1 } }]);
  expect(services[0]?.role).toMatchObject({ status: 'complete', permissions: [{ name: 'Read-Only Lead' }] });
  expect(findings).toContainEqual(expect.objectContaining({ kind: 'removed-api', severity: 'error' }));
});
