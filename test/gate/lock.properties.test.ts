import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lockText, parseLock, runGate } from '../../src/gate/index.ts';
import { lockSchema } from '../../src/schema/index.ts';
import { config, excess, model, report, unresolved } from './kit.ts';

const ids = model.rules.operations.map(({ id }) => id);
const names = model.permissions.permissions.map(({ name }) => name);
const needs = fc
  .uniqueArray(fc.constantFrom(...ids), { minLength: 1 })
  .chain((some) =>
    fc
      .array(fc.constantFrom(...names), { minLength: some.length, maxLength: some.length })
      .map((needed) => Object.fromEntries(some.map((id, index) => [id, needed[index] ?? '']))),
  );
const findings = fc.array(
  fc.oneof(
    fc.integer({ min: 1, max: 50 }).map((line) => unresolved(line)),
    fc.constantFrom(...names).map((name) => excess(name)),
  ),
  { maxLength: 6 },
);
const gate = (input: Pick<Parameters<typeof runGate>[0], 'report' | 'lock'>) =>
  runGate({
    ...input,
    config: config(),
    graph: model.permissions,
    abilities: model.rules.abilities,
    today: '2026-06-15',
  });

const runs = { numRuns: 300 };
const isLock = new Ajv2020().compile(lockSchema);

describe('for any needs and findings', () => {
  test('what was just accepted as a whole passes, and its text is a valid lock that comes back', () => {
    fc.assert(
      fc.property(needs, findings, (of, found) => {
        const analysed = report(of, { findings: found });
        const lock = gate({ report: analysed }).nextLock('accept');
        expect(isLock(JSON.parse(lockText(lock)))).toBe(true);
        expect(parseLock(JSON.parse(lockText(lock)))).toEqual(lock);
        const again = gate({ report: analysed, lock });
        expect(again.report.findings).toEqual([]);
        expect(again.report.accepted).toHaveLength(found.length);
        expect(lockText(again.nextLock('tighten'))).toBe(lockText(lock));
      }),
      runs,
    );
  });

  test('the order of operations and findings changes nothing in the lock', () => {
    fc.assert(
      fc.property(needs, findings, (of, found) => {
        const turned = Object.fromEntries(Object.entries(of).reverse());
        const text = (which: typeof of, list: typeof found) =>
          lockText(gate({ report: report(which, { findings: list }) }).nextLock('accept'));
        expect(text(turned, found.toReversed())).toBe(text(of, found));
      }),
      runs,
    );
  });

  test('growth is told exactly when a permission is needed that the accepted role does not give', () => {
    fc.assert(
      fc.property(needs, needs, (before, after) => {
        const lock = gate({ report: report(before) }).nextLock('tighten');
        const judged = gate({ report: report(after), lock }).report;
        const grew = judged.findings.flatMap((one) => (one.kind === 'role-grew' ? [one.arguments.permission] : []));
        const roleOf = (which: typeof before) =>
          report(which).services.flatMap(({ role }) => role.permissions.map(({ name }) => name));
        const held = model.permissions.effective(roleOf(before));
        // A permission that was ticked counts as held even where it had no effect for want of another.
        const missing = roleOf(after).filter((name) => !held.has(name) && !roleOf(before).includes(name));
        expect(grew.toSorted()).toEqual(missing.toSorted());
      }),
      runs,
    );
  });
});
