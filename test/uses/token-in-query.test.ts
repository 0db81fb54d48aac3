import { expect, test } from 'vitest';
import { loadModel } from '../../src/load/model.ts';
import { maxEvidence } from '../../src/model/operation-use.ts';
import { createMatcher } from '../../src/rules/match.ts';
import { renameServices } from '../../src/uses/merge-services.ts';
import { createUseTable } from '../../src/uses/use-table.ts';
import { call, source, traffic } from './calls.ts';

const { rules } = await loadModel();
const matcher = createMatcher(rules);
const withToken = { parameters: { names: ['access_token', 'batchSize'], complete: true } };

function finish(calls: readonly ReturnType<typeof call>[]) {
  const table = createUseTable(matcher, { defaultService: 'default' });
  for (const one of calls) table.add(one);
  return table.finish();
}

test('counts calls whatever became of them, and keeps the first places', () => {
  const hole = { reason: 'parameter' } as const;
  const [service] = finish([
    call('/rest/v1/lists.json', { ...withToken, evidence: source(3) }),
    call('/rest/v1/nope.json', { ...withToken, evidence: source(1) }),
    call('', { ...withToken, path: [hole], evidence: source(2) }),
    call('/rest/v1/lists.json', { ...withToken, evidence: source(4), reachable: false }),
    call('/rest/v1/lists.json', { evidence: source(5) }),
  ]);
  expect(service?.tokenInQuery).toEqual({ calls: 3, evidence: [source(1), source(2), source(3)] });
});

test('says nothing where no call carries one', () => {
  expect(finish([call('/rest/v1/lists.json')])[0]).not.toHaveProperty('tokenInQuery');
});

test('stays small however many calls there are, and when two services turn out to be one', () => {
  const entries = Array.from({ length: maxEvidence + 20 }, (_, entry) => entry);
  const services = finish(
    entries.map((entry) =>
      call('/rest/v1/lists.json', { ...withToken, principal: entry % 2 === 0 ? 'a' : 'b', evidence: traffic(entry) }),
    ),
  );
  const [merged, ...others] = renameServices(services, () => 'user 1');
  expect(others).toEqual([]);
  expect(merged?.tokenInQuery?.calls).toBe(maxEvidence + 20);
  expect(merged?.tokenInQuery?.evidence).toEqual(entries.slice(0, maxEvidence).map((entry) => traffic(entry)));
});
