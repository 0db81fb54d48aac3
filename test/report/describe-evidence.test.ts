import { expect, test } from 'vitest';
import { describeEvidence, entryNoun } from '../../src/model/describe-evidence.ts';
import type { Evidence, TrafficEvidence } from '../../src/model/evidence.ts';
import { publishEvidence } from '../../src/report/publish-evidence.ts';

const entry: TrafficEvidence = { kind: 'traffic', file: 'day.har', entry: 12, outcome: 'denied' };
const line: TrafficEvidence = { kind: 'traffic', file: 'access.log', entry: 12, unit: 'line', outcome: 'attempted' };

test.each<[Evidence, string]>([
  [{ kind: 'source', file: 'src/a.ts', line: 4, column: 2, chain: [] }, 'src/a.ts:4:2'],
  [entry, 'day.har entry 12 (denied)'],
  [{ ...entry, outcome: 'allowed' }, 'day.har entry 12'],
  [line, 'access.log line 12 (attempted)'],
])('evidence is named as its file is read: %j', (evidence, text) => {
  expect(describeEvidence(evidence)).toBe(text);
});

test('positions of one file are named together', () => {
  expect([[entry], [entry, entry], [line], [line, line]].map(entryNoun)).toEqual(['entry', 'entries', 'line', 'lines']);
});

test('only what is not an entry of a HAR says so to other programs, and nothing is carried along', () => {
  expect(publishEvidence({ ...entry, note: 'x' } as TrafficEvidence)).toEqual(entry);
  expect(publishEvidence({ ...line, note: 'x' } as TrafficEvidence)).toEqual(line);
});
