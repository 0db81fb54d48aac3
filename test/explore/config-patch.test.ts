import { describe, expect, test } from 'vitest';
import { configPatch, type PatchStep } from '../../src/explore/config-patch.ts';
import { type Switch, switchKey } from '../../src/explore/switches.ts';
import { answerWhatIf } from '../../src/explore/what-if.ts';
import { validate } from '../../src/load/validate.ts';
import { configSchema } from '../../src/schema/index.ts';
import { createReport, ids, permission } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';

const model = createReportModel();
const { services, inputs } = createReport(model);
const [service] = services;
if (service === undefined) throw new Error('the sample has a service');
const { name } = service;
const [call] = service.unresolved;
const use = service.operations.find(({ operation }) => operation.id === ids.content);
if (call === undefined || use === undefined) throw new Error('the sample has an open call and a use');

const switches: readonly Switch[] = [
  { kind: 'no-operation', service: name, use },
  { kind: 'permission', service: name, name: permission('Read-Write Assets') },
  { kind: 'assumed', service: name, call, operation: model.rules.expect(ids.syncLeads) },
];
const plan = answerWhatIf(service, new Map(switches.map((one) => [switchKey(one), one])), {
  model,
  inputs,
  includeUnreachable: false,
});
const lineOf = () => 'await send(name);';

/** Carries a patch out, as any program that knows RFC 6902 does; only its "add" is used. */
function apply(value: object, steps: readonly PatchStep[]): unknown {
  const patched = structuredClone(value);
  for (const { path, value: added } of steps) {
    const keys = path.split('/').slice(1);
    const last = keys.pop() ?? '';
    const parent = keys.reduce<unknown>((at, key) => Reflect.get(Object(at), key), patched);
    if (typeof parent !== 'object' || parent === null) throw new Error(`${path} has no parent`);
    if (Array.isArray(parent) && last === '-') parent.push(added);
    else Reflect.set(parent, last, added);
  }
  return patched;
}

const expected = {
  granted: ['Approve Assets', 'Read-Write Assets', 'Read-Write Lead'],
  forbidden: { permissions: ['Read-Only Assets', 'Read-Only Lead'] },
};
const annotation = { file: 'src/sync/leads.ts', call: 'await send(name);', operations: [ids.syncLeads] };

describe('a plan as a patch of the config', () => {
  test('goes into the service that it is of, beside what stands there', async () => {
    const value = {
      services: [
        { name: 'billing', granted: 'x.csv' },
        { name, sources: ['src'], forbidden: { effects: ['admin'] } },
      ],
      annotations: [{ file: 'a.ts', operations: ['GET /x'] }],
    };
    const patched = apply(value, configPatch({ label: 'c', value, pointer: '' }, [plan], switches, lineOf));
    expect(patched).toEqual({
      services: [
        value.services[0],
        { ...value.services[1], ...expected, forbidden: { effects: ['admin'], ...expected.forbidden } },
      ],
      annotations: [...value.annotations, annotation],
    });
    await expect(validConfig(patched)).resolves.toBeDefined();
  });

  test('of a config in the short form goes to its top, and the ban into the policy', async () => {
    const value = { sources: ['src'], policy: { failOn: 'error' } };
    const patched = apply(value, configPatch({ label: 'c', value, pointer: '' }, [plan], switches, lineOf));
    expect(patched).toEqual({
      sources: ['src'],
      granted: expected.granted,
      policy: { failOn: 'error', forbidden: expected.forbidden },
      annotations: [annotation],
    });
    await expect(validConfig(patched)).resolves.toBeDefined();
  });

  test.each([1, 2])('without a config makes one that is valid, of %i services', async (amount) => {
    const other = { ...plan, before: { ...plan.before, name: 'billing' } };
    const patched = apply({}, configPatch(undefined, [plan, other].slice(0, amount), switches, lineOf));
    expect(patched).toMatchObject({ annotations: [annotation] });
    await expect(validConfig(patched)).resolves.toBeDefined();
  });

  test('begins where the config does, and adds a service that has none', () => {
    const value = { services: [{ name: 'billing' }] };
    const steps = configPatch({ label: 'package.json', value, pointer: '/rolefit' }, [plan], [], lineOf);
    expect(steps).toEqual([{ op: 'add', path: '/rolefit/services/-', value: { name, ...expected } }]);
  });
});

function validConfig(value: unknown) {
  return validate(configSchema, { value, places: async () => () => ({ file: 'config' }) });
}
