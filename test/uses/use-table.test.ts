import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadModel } from '../../src/load/model.ts';
import type { ApiCall } from '../../src/model/api-call.ts';
import { maxEvidence } from '../../src/model/operation-use.ts';
import type { Hole } from '../../src/model/value.ts';
import { createMatcher } from '../../src/rules/match.ts';
import { maxUnmatched } from '../../src/uses/unmatched-rows.ts';
import { createUseTable, type ServiceUses } from '../../src/uses/use-table.ts';
import { call, source, traffic } from './calls.ts';

const { rules } = await loadModel();
const matcher = createMatcher(rules);
const hole: Hole = { reason: 'parameter', name: 'what' };

function fold(calls: Iterable<ApiCall>): ServiceUses[] {
  const table = createUseTable(matcher, { defaultService: 'main' });
  for (const one of calls) table.add(one);
  return table.finish();
}

function foldOne(...calls: ApiCall[]): ServiceUses {
  const [service, ...more] = fold(calls);
  if (!service || more.length > 0) throw new Error('expected one service');
  return service;
}

describe('uses', () => {
  test('no call, no service', () => {
    expect(fold([])).toEqual([]);
  });

  test('one row for an operation, sorted by path, then method', () => {
    const service = foldOne(
      call('/rest/v1/lists.json'),
      call('/rest/v1/leads.json', { method: 'POST' }),
      call('/rest/v1/leads.json', { evidence: source(2) }),
      call('/rest/v1/leads.json', { evidence: source(3) }),
    );
    expect(service.uses.map(({ operation, calls }) => [operation.id, calls])).toEqual([
      ['GET /rest/v1/leads.json', 2],
      ['POST /rest/v1/leads.json', 1],
      ['GET /rest/v1/lists.json', 1],
    ]);
    expect(service).toMatchObject({ service: 'main', calls: 4, followed: 4, unresolved: [], unmatched: [] });
  });

  test('principals are kept apart', () => {
    const services = fold([
      call('/rest/v1/leads.json', { principal: 'user 2' }),
      call('/rest/v1/leads.json'),
      call('/rest/v1/lists.json', { principal: 'user 1' }),
    ]);
    expect(services.map(({ service, uses }) => [service, uses[0]?.operation.path])).toEqual([
      ['main', '/rest/v1/leads.json'],
      ['user 1', '/rest/v1/lists.json'],
      ['user 2', '/rest/v1/leads.json'],
    ]);
  });

  test('the best certainty, and whether any call can run', () => {
    const inferred = call('/rest/v1/leads.json', { certainty: 'inferred' });
    const unreachable = call('/rest/v1/leads.json', { reachable: false });
    expect(foldOne(inferred).uses).toMatchObject([{ certainty: 'inferred', reachable: true }]);
    expect(foldOne(unreachable).uses).toMatchObject([{ certainty: 'definite', reachable: false }]);
    expect(foldOne(inferred, unreachable).uses).toMatchObject([{ certainty: 'definite', reachable: true }]);
    expect(foldOne(call('/v1/leads.json')).uses).toMatchObject([{ certainty: 'inferred' }]);
  });

  test('evidence is sorted, each place once with its shortest chain, and cut off where counting goes on', () => {
    const day = Array.from({ length: 350 }, (_, entry) =>
      call('/rest/v1/leads.json', { evidence: traffic(349 - entry, entry % 2 === 0 ? 'allowed' : 'denied') }),
    );
    const site = [source(7, 'through request()'), source(7), source(2)].map((evidence) =>
      call('/rest/v1/leads.json', { evidence }),
    );
    const [use] = foldOne(...day, ...site).uses;
    expect(use).toMatchObject({ calls: 353, outcomes: { allowed: 175, denied: 175, attempted: 0 } });
    expect(use?.evidence.slice(0, 2)).toEqual([source(2), source(7)]);
    const entries = use?.evidence.slice(2).map((evidence) => evidence.kind === 'traffic' && evidence.entry);
    expect(entries).toEqual(Array.from({ length: 2 * maxEvidence }, (_, entry) => entry));
  });

  test('a deviating spelling is kept once, at its first place, without values', () => {
    const [use] = foldOne(
      call('/rest/v1/lead/jo@x.org.JSON', { evidence: source(5) }),
      call('/rest/v1/LEAD/6.json', { evidence: source(4) }),
      call('/rest/v1/lead/7.json'),
    ).uses;
    expect(use?.spellings).toEqual([{ spelling: 'case', path: '/rest/v1/LEAD/{leadId}.json', evidence: source(4) }]);
  });
});

describe('conditional parameters', () => {
  const content = '/rest/asset/v1/email/7/fullContent.json';
  const passes = { names: ['leadId', 'status'], complete: true };
  const hides = { names: ['status'], complete: false };

  test('are passed, unknown, or neither', () => {
    expect(foldOne(call(content)).uses[0]?.conditions).toEqual({ passed: [], unknown: [] });
    expect(foldOne(call(content, { parameters: hides })).uses[0]?.conditions).toEqual({
      passed: [],
      unknown: ['leadId'],
    });
    const both = foldOne(call(content, { parameters: passes }), call(content, { parameters: hides }));
    expect(both.uses[0]?.conditions).toEqual({ passed: ['leadId'], unknown: [] });
  });

  test('of calls that cannot run count only where none can', () => {
    const unreachable = call(content, { parameters: passes, reachable: false });
    expect(foldOne(unreachable, call(content)).uses[0]?.conditions).toEqual({ passed: [], unknown: [] });
    expect(foldOne(unreachable).uses[0]?.conditions).toEqual({ passed: ['leadId'], unknown: [] });
  });
});

describe('what is not a use', () => {
  test('a call that fits several operations is unresolved', () => {
    const service = foldOne(call('', { path: ['/rest/v1/opportunities/', hole, '.json'] }));
    expect(service).toMatchObject({ uses: [], unmatched: [], calls: 1, followed: 0 });
    const [unresolved] = service.unresolved;
    expect(unresolved).toMatchObject({ method: 'GET', path: ['/rest/v1/opportunities/', hole, '.json'] });
    expect(unresolved?.candidates.map(({ id }) => id)).toEqual([
      'GET /rest/v1/opportunities/describe.json',
      'GET /rest/v1/opportunities/roles.json',
    ]);
  });

  test('a call that its collector cannot vouch for is unresolved, whatever the path', () => {
    const unsure = { certainty: 'possible' } as const;
    const service = foldOne(call('/rest/v1/leads.json', unsure), call('/nothing', unsure));
    expect(service).toMatchObject({ uses: [], unmatched: [], followed: 0 });
    expect(service.unresolved.map(({ candidates }) => candidates.length)).toEqual([0, 1]);
  });

  test('unresolved call sites are kept apart, recorded calls of one kind are not', () => {
    const unknown = { method: undefined };
    const sites = [2, 1].map((line) => call('/rest/v1/leads.json', { ...unknown, evidence: source(line) }));
    const recorded = [9, 8].map((entry) => call('/rest/v1/leads.json', { ...unknown, evidence: traffic(entry) }));
    const service = foldOne(...sites, ...recorded);
    expect(service.unresolved.map(({ evidence }) => evidence)).toEqual([source(1), source(2), traffic(8)]);
  });

  test('unmatched calls are one row for each method and shape of path', () => {
    const ids = Array.from({ length: 500 }, (_, id) =>
      call(`/rest/v1/leeds/${id}.json`, { evidence: traffic(id), reachable: id === 3 }),
    );
    const service = foldOne(...ids, call('/rest/v1/laeds.json', { method: 'POST' }), call('/rest/v1/laeds.json'));
    expect(service.followed).toBe(0);
    const rows = service.unmatched.map((row) => [
      row.method,
      row.path.filter((piece) => typeof piece === 'string').join('{}'),
      row.calls,
    ]);
    expect(rows).toEqual([
      ['GET', '/rest/v1/laeds.json', 1],
      ['POST', '/rest/v1/laeds.json', 1],
      ['GET', '/rest/v1/leeds/{}.json', 500],
    ]);
    expect(service.unmatched[1]?.similar[0]?.id).toBe('POST /rest/v1/leads.json');
    expect(service.unmatched[2]).toMatchObject({ reachable: true });
    expect(service.unmatched[2]?.evidence).toHaveLength(maxEvidence);
  });

  test('rows beyond the limit are counted in a last one', () => {
    const name = (index: number): string =>
      [...String(index).padStart(5, '0')].map((digit) => 'abcdefghij'[Number(digit)]).join('');
    const calls = Array.from({ length: 5000 }, (_, index) =>
      call(`/rest/v1/x${name(4999 - index)}`, { evidence: traffic(index) }),
    );
    const { unmatched } = foldOne(...calls);
    expect(unmatched).toHaveLength(maxUnmatched + 1);
    expect(unmatched[0]?.path).toEqual(['/rest/v1/xaaaaa']);
    expect(unmatched.at(-1)).toMatchObject({ method: undefined, calls: 5000 - maxUnmatched, similar: [] });
    expect(unmatched.at(-1)?.path).toEqual([{ reason: 'too-many-values', name: 'other paths' }]);
  });
});

const evidence = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom('', 'a', 'b')).map(([line, label]) => source(line, label)),
  fc
    .tuple(fc.nat(5), fc.constantFrom('allowed', 'denied', 'attempted'))
    .map(([entry, outcome]) => traffic(entry, outcome as 'allowed')),
);
const anyCall: fc.Arbitrary<ApiCall> = fc.record({
  method: fc.constantFrom('GET', 'POST', undefined),
  host: fc.constantFrom('rest', undefined),
  path: fc.constantFrom(
    ['/rest/v1/leads.json'],
    ['/REST/v1/leads.json/'],
    ['/v1/leads.json'],
    ['/rest/asset/v1/email/1/fullContent.json'],
    ['/rest/v1/leads/', hole, '.json'],
    ['/rest/v1/leads/', { ...hole, name: 'other' }, '.json'],
    ['/rest/v1/nothing/12.json'],
    ['/rest/v1/nothing/13.json'],
    ['/rest/v1/nothing/', hole, '.json'],
    [hole],
  ),
  parameters: fc.record({ names: fc.constantFrom([], ['leadId']), complete: fc.boolean() }),
  certainty: fc.constantFrom('definite', 'inferred', 'possible'),
  reachable: fc.boolean(),
  evidence,
});

test('the order of calls makes no difference, and none is lost', () => {
  const twoOrders = fc
    .array(anyCall, { maxLength: 30 })
    .chain((calls) => fc.tuple(fc.constant(calls), fc.shuffledSubarray(calls, { minLength: calls.length })));
  fc.assert(
    fc.property(twoOrders, ([calls, shuffled]) => {
      const services = fold(calls);
      expect(fold(shuffled)).toEqual(services);
      const [service] = services;
      if (!service) return;
      const used = service.uses.reduce((sum, use) => sum + use.calls, 0);
      expect([service.calls, service.followed]).toEqual([calls.length, used]);
    }),
    { numRuns: 500 },
  );
});

test('memory does not grow with the calls of a row', () => {
  const table = createUseTable(matcher, { defaultService: 'main' });
  for (let entry = 0; entry < 100_000; entry++)
    table.add(call(`/rest/v1/lead/${entry}.json`, { evidence: traffic(entry) }));
  const [service] = table.finish();
  expect(service?.uses).toHaveLength(1);
  expect(service?.uses[0]).toMatchObject({ calls: 100_000, outcomes: { allowed: 100_000 } });
  expect(service?.uses[0]?.evidence).toHaveLength(maxEvidence);
});
