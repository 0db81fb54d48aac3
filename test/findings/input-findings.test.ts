import { expect, test } from 'vitest';
import { findFindings } from '../../src/findings/index.ts';
import { loadModel } from '../../src/load/model.ts';
import type { AnnotationProblem } from '../../src/model/annotation.ts';
import type { OperationId } from '../../src/model/operation.ts';
import type { InputSummary } from '../../src/model/report.ts';
import { describeFinding } from '../../src/report/index.ts';

const { permissions: graph } = await loadModel();
const inputFindings = (inputs: readonly InputSummary[]) =>
  findFindings({ services: [], inputs, undecided: [], sharing: [], sharedExports: [], code: undefined, graph });

const input: InputSummary = { file: 'src', kind: 'source', read: 3, calls: 1, skipped: [], complete: true };
const annotation = 'GET /rest/v1/leads.json' as OperationId;
const location = { file: 'src/a.ts', line: 4, column: 2 };
const call = { file: 'src/a.ts', line: 5, column: 9 };

function said(annotations: readonly AnnotationProblem[]) {
  return inputFindings([{ ...input, annotations }]).map((finding) => [
    finding.severity,
    finding.location,
    describeFinding(finding),
  ]);
}

test('an input that is whole gives no cause for a finding', () => {
  expect(inputFindings([input])).toEqual([]);
});

test('one that is not is named, with why', () => {
  const broken = { ...input, complete: false, problem: 'it ends early' };
  expect(inputFindings([broken])).toMatchObject([
    { kind: 'incomplete-input', location: { file: 'src' }, arguments: { file: 'src', what: 'it ends early' } },
  ]);
});

test.each([
  [{ clientSecrets: 1, tokens: 0 }, 'src holds a client secret in 1 call'],
  [{ clientSecrets: 0, tokens: 1_200 }, 'src holds a token in 1,200 calls'],
  [{ clientSecrets: 2, tokens: 3 }, 'src holds a client secret in 2 calls and a token in 3 calls'],
])('secrets in a recording are counted: %j', (secrets, sentence) => {
  const [finding, ...others] = inputFindings([{ ...input, secrets }]);
  expect(finding).toMatchObject({ kind: 'secret-in-recording', severity: 'note', location: { file: 'src' } });
  expect(finding && describeFinding(finding)).toBe(sentence);
  expect(others).toEqual([]);
});

test('cookies alone are no secret of the API', () => {
  expect(inputFindings([{ ...input, secrets: { clientSecrets: 0, tokens: 0 } }])).toEqual([]);
});

test('wrong comments are told at the comment, errors and warnings', () => {
  expect(
    said([
      { kind: 'contradicted-annotation', annotation, call, location },
      { kind: 'stale-annotation', annotation, location },
      { kind: 'unknown-annotation', annotation: 'GET /rest/v1/leeds.json', similar: annotation, location },
      { kind: 'unknown-annotation', location },
    ]),
  ).toEqual([
    [
      'error',
      location,
      'the comment says GET /rest/v1/leads.json, which is not what the code shows of the call at src/a.ts:5:9',
    ],
    [
      'error',
      location,
      'the comment says GET /rest/v1/leeds.json, which is not a known operation; did you mean "GET /rest/v1/leads.json"?',
    ],
    ['error', location, 'the comment does not give the method and path of an operation'],
    ['warning', location, 'the comment says GET /rest/v1/leads.json, but no call is open there'],
  ]);
});
