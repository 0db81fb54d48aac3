import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { analyzePaths } from '../../src/load/analyze-paths.ts';
import { mergeReports } from '../../src/load/merge-reports.ts';
import { loadModel } from '../../src/load/model.ts';
import { publishReport } from '../../src/report/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'rolefit-merge-'));
afterAll(() => rmSync(folder, { recursive: true }));
const model = await loadModel();
const options = { cwd: folder, hosts: [], model } as const;

const time = '[02/Oct/2026:08:15:3';
const line = fc
  .tuple(
    fc.constantFrom('GET', 'POST', 'DELETE', 'PUT'),
    fc.constantFrom(
      '/rest/v1/leads.json',
      '/rest/v1/leads.json?',
      '/rest/v1/leads.json?access_token=x&filterType=id',
      '/rest/v1/lists/7.json',
      '/REST/v1/lists.json',
      '/rest/asset/v1/email/7/fullContent.json',
      '/rest/asset/v1/email/7/fullContent.json?leadId=1',
      '/rest/v1/people/12345678/odd.json',
      '/rest/v1/people/abc.json',
      '/healthz',
    ),
    fc.constantFrom('123-abc-456.mktorest.com', ''),
    fc.integer({ min: 0, max: 9 }),
    fc.constantFrom(200, 407, 500),
  )
  .map(([method, path, host, second, status]) => {
    const target = host === '' ? path : `https://${host}${path}`;
    return `10.0.0.7 - - ${time}${second} +0000] "${method} ${target} HTTP/1.1" ${status} 5`;
  });

test('reports of parts are, put together in any order and in any steps, the report of one run', async () => {
  let number = 0;
  const write = (text: string, name: string): string => {
    writeFileSync(join(folder, name), text);
    return name;
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(line, { minLength: 1, maxLength: 25 }), { minLength: 2, maxLength: 5 }),
      fc.integer({ min: 0, max: 1_000 }),
      async (parts, seed) => {
        number += 1;
        const logs = parts.map((lines, index) => write(`${lines.join('\n')}\n`, `part-${number}-${index}.log`));
        const whole = publishReport(await analyzePaths(logs, options));
        const reports = [];
        for (const log of logs) {
          const report = publishReport(await analyzePaths([log], options));
          reports.push(write(JSON.stringify(report), `${log}.json`));
        }
        const turned = [...reports.slice(seed % reports.length), ...reports.slice(0, seed % reports.length)];
        expect(publishReport(await mergeReports(turned, options))).toEqual(whole);
        const [first = '', second = '', ...rest] = turned;
        const two = publishReport(await mergeReports([first, second], options));
        const step = write(JSON.stringify(two), `two-${number}.json`);
        expect(publishReport(await mergeReports([...rest, step], options))).toEqual(whole);
      },
    ),
    { numRuns: 60, seed: 16 },
  );
}, 60_000);

test('what is no report, and a report on source code, is refused', async () => {
  writeFileSync(join(folder, 'odd.json'), '{"services":[]}');
  await expect(mergeReports(['odd.json'], options)).rejects.toMatchObject({ name: 'InputError' });
  writeFileSync(join(folder, 'a.js'), "fetch('https://123-abc-456.mktorest.com/rest/v1/leads.json');\n");
  writeFileSync(join(folder, 'code.json'), JSON.stringify(publishReport(await analyzePaths(['a.js'], options))));
  await expect(mergeReports(['code.json'], options)).rejects.toMatchObject({
    what: expect.stringContaining('source code'),
  });
});
