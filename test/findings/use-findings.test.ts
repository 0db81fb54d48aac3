import { describe, expect, test } from 'vitest';
import { loadModel } from '../../src/load/model.ts';
import type { ApiCall } from '../../src/model/api-call.ts';
import type { Finding } from '../../src/model/finding.ts';
import { describeFinding } from '../../src/report/index.ts';
import { analyzeCalls } from '../kit/analyze-calls.ts';

const model = await loadModel();

/** The report for calls given as "METHOD /path?parameter", and its findings in words. */
async function reportOf(calls: readonly string[], more: Partial<ApiCall> = {}) {
  const report = await analyzeCalls({
    ...model,
    calls: calls.map((text, index) => toCall(text, index, more)),
    service: 'default',
  });
  return {
    report,
    sentences: report.findings.map((finding: Finding) => `${finding.kind}: ${describeFinding(finding)}`),
  };
}

function toCall(text: string, index: number, more: Partial<ApiCall>): ApiCall {
  const [method = '', target = ''] = text.split(' ');
  const [path = '', query = ''] = target.split('?');
  return {
    method: method as ApiCall['method'],
    host: 'rest',
    path: [path],
    parameters: { names: query === '' ? [] : query.split('&'), complete: true },
    certainty: 'definite',
    reachable: true,
    evidence: { kind: 'source', file: 'src/main.ts', line: index + 1, column: 1, chain: [] },
    ...more,
  };
}

describe('what the calls give cause to say', () => {
  test('a dispute, with what the role goes by and what the other source asks for', async () => {
    expect((await reportOf(['POST /rest/asset/v1/email/7/approveDraft.json'])).sentences).toEqual([
      "disputed-requirement: Adobe's sources disagree about POST /rest/asset/v1/email/{id}/approveDraft.json: the role counts Approve Assets, another source asks for Read-Write Assets",
    ]);
  });

  test('a condition that may hold, with its alternatives as alternatives', async () => {
    const path = 'GET /rest/asset/v1/email/7/fullContent.json';
    const open = await reportOf([path], { parameters: { names: [], complete: false } });
    expect(open.sentences.filter((sentence) => sentence.startsWith('unknown-condition'))).toEqual([
      'unknown-condition: GET /rest/asset/v1/email/{id}/fullContent.json needs Read-Only Lead or Read-Write Lead as well if it passes "leadId"; whether it does is not known',
    ]);
    const known = await reportOf([`${path}?leadId`]);
    expect(known.sentences.join()).not.toContain('unknown-condition');
    expect(known.report.services[0]?.role.permissions.map(({ name }) => name)).toContain('Read-Only Lead');
  });

  test('no dispute where a call cannot run', async () => {
    const calls = ['POST /rest/asset/v1/email/7/approveDraft.json'];
    expect((await reportOf(calls, { reachable: false })).sentences).toEqual([]);
  });

  test('an overridden method is told, and is no finding', async () => {
    const { report, sentences } = await reportOf(['GET /rest/v1/leads.json?filterType'], { methodOverridden: true });
    expect(sentences).toEqual([]);
    expect(report.services[0]?.operations[0]?.spellings).toMatchObject([
      { spelling: 'method-override', path: '/rest/v1/leads.json' },
    ]);
  });

  test('a token among the parameters, once for the service, with the first places', async () => {
    const paths = ['lists', 'campaigns', 'nope', 'companies'].map((name) => `GET /rest/v1/${name}.json?access_token`);
    const { report, sentences } = await reportOf([...paths, 'GET /rest/v1/leads.json?filterType']);
    expect(sentences.filter((sentence) => sentence.startsWith('withdrawn'))).toEqual([
      'withdrawn-authentication: 4 calls to Marketo carry the token in the parameter "access_token": src/main.ts:1:1, src/main.ts:2:1, src/main.ts:3:1 and 1 more',
    ]);
    expect(report.findings.find(({ kind }) => kind === 'withdrawn-authentication')).toMatchObject({
      severity: 'error',
      service: 'default',
      location: { file: 'src/main.ts', line: 1, column: 1 },
    });
  });

  test('a token of recorded calls, by entry; none of calls that cannot run', async () => {
    const calls = ['GET /rest/v1/lists.json?access_token'];
    const evidence = { kind: 'traffic', file: 'day.har', entry: 7, outcome: 'allowed' } as const;
    const recorded = await reportOf(calls, { evidence, principal: 'user 1' });
    expect(recorded.sentences).toEqual([
      'withdrawn-authentication: 1 call to Marketo carries the token in the parameter "access_token": day.har entry 7',
    ]);
    expect((await reportOf(calls, { reachable: false })).sentences).toEqual([]);
  });
});
