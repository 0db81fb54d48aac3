import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { DenialTable, readLog } from '../../src/denials/index.ts';
import { loadErrors } from '../../src/load/errors.ts';
import type { ErrorFacts } from '../../src/model/denial.ts';
import { answerFormats, explainDenied, plainOptions, renderAnswer } from '../../src/report/index.ts';
import { findLeaks } from '../kit/leaks.ts';
import { createReportModel } from '../kit/report-model.ts';

const model = createReportModel();
let facts: ErrorFacts;
beforeAll(async () => {
  facts = await loadErrors();
});

/** Everything that can be shown of a log, in every format. */
function shown(log: string): string {
  const table = new DenialTable(model.rules);
  const calls = readLog(log);
  for (const call of calls) table.addFailed(call);
  const denials = table.rows({ graph: model.permissions });
  const answer = explainDenied({ from: 'log', denials, calls: calls.length, left: table.left }, facts, false);
  return answerFormats.map((format) => renderAnswer(answer, format, plainOptions)).join('\n');
}

const letters = [...'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'];
const secret = fc.oneof(
  fc.string({ unit: fc.constantFrom(...letters), minLength: 12, maxLength: 40 }),
  fc.emailAddress(),
  fc.uuid().map((id) => `${id}:sj`),
  fc
    .tuple(fc.integer({ min: 100, max: 999 }), fc.integer({ min: 100, max: 999 }))
    .map(([first, last]) => `${first}-KQX-${last}`),
);
const path = fc.constantFrom('/rest/v1/leads.json', '/rest/v1/leads/delete.json', '/rest/v1/', '/rest/asset/v1/email/');
const method = fc.constantFrom('GET', 'POST', 'post', 'TRACE', '');
const code = fc.constantFrom('603', '"code":"603"', 'error 1008', '602', '', '9999');

/** Log lines of many shapes with a secret in every place where one can be. */
const line = fc.tuple(method, path, secret, code, fc.nat(7)).map(([verb, at, hidden, answer, shape]) => {
  const lines = [
    `${verb} https://${hidden}.mktorest.com${at} ${answer}`,
    `${verb} ${at}?access_token=${hidden}&_method=GET ${answer}`,
    `${verb} ${at}${hidden}.json ${answer}`,
    `${hidden} ${verb} ${at}${hidden}/${encodeURIComponent(hidden)} ${hidden} ${answer} ${hidden}`,
    JSON.stringify({ method: verb, url: at + hidden, [hidden]: hidden, headers: { authorization: hidden }, answer }),
    `> ${verb} ${at} HTTP/1.1\n> Authorization: Bearer ${hidden}\n< HTTP/1.1 200 OK\n{"${hidden}": ${answer}}`,
    `${verb} ${at}?${hidden}=1&leadId=${hidden} code=${hidden} error ${hidden} ${answer}`,
    `10.0.0.1 - ${hidden} [x] "${verb} ${at}${hidden} HTTP/1.1" 200 12 "https://${hidden}/" "${hidden}"`,
  ];
  return { text: lines[shape] ?? '', hidden };
});

test('nothing of a log is repeated but words of the rules', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (lines) => {
      const log = lines.map(({ text }) => text).join('\n');
      expect(
        findLeaks(
          shown(log),
          lines.map(({ hidden }) => hidden),
        ),
      ).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('whatever is pasted, it is read to the end and never breaks', () => {
  const noise = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    line.map(({ text }) => text),
  );
  fc.assert(
    fc.property(fc.array(noise, { maxLength: 6 }), (parts) => {
      expect(shown(parts.join(' '))).toContain('"kind": "denied"');
    }),
    { numRuns: 100 },
  );
});
