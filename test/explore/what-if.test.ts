import { describe, expect, test } from 'vitest';
import { switchKey, type toggleSwitch } from '../../src/explore/switches.ts';
import { answerWhatIf } from '../../src/explore/what-if.ts';
import { isMet } from '../../src/model/requirement.ts';
import { createReport, ids, permission } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';
import { explorerInput, openExplorer, press, rowTexts, selectedRow } from './kit.ts';

const model = createReportModel();
const report = createReport(model);
const context = { model, inputs: report.inputs, includeUnreachable: false };
const [service] = report.services;
if (service === undefined) throw new Error('the sample has a service');
const name = service.name;

function useOf(id: string) {
  const use = service?.operations.find(({ operation }) => operation.id === id);
  if (use === undefined) throw new Error(`the sample calls ${id}`);
  return use;
}

function ask(...made: Parameters<typeof toggleSwitch>[1][]) {
  if (service === undefined) throw new Error('the sample has a service');
  return answerWhatIf(service, new Map(made.map((one) => [switchKey(one), one])), context);
}

describe('switching off', () => {
  test('an operation drops what only it needed', () => {
    const { dropped, gained } = ask({ kind: 'no-operation', service: name, use: useOf(ids.content) });
    expect([dropped, gained]).toEqual([['Read-Only Assets'], []]);
  });

  test('one of several places of an operation changes nothing, all of them do', () => {
    const use = useOf(ids.approve);
    const calls = use.evidence.map((evidence) => ({ kind: 'no-call', service: name, use, evidence }) as const);
    expect(ask(...calls.slice(1)).dropped).toEqual([]);
    expect(ask(...calls).dropped).toEqual(['Approve Assets']);
  });

  test('a file takes out its calls; of operations with more calls than places it says that it is a sample', () => {
    const answer = ask({ kind: 'no-file', service: name, file: 'src/emails.ts' });
    // The email is approved in the recording as well.
    expect(answer.dropped).toEqual(['Read-Only Assets']);
    expect(answer.isSample).toBe(true);
  });

  test('the service leaves nothing to stand on', () => {
    const { boxes, callable } = ask({ kind: 'no-service', service: name });
    expect(boxes).toEqual([]);
    expect(callable.after).toBeLessThan(callable.before);
  });

  test('of another service changes nothing', () => {
    expect(ask({ kind: 'no-service', service: 'billing' }).boxes).toHaveLength(3);
  });
});

test('switching a permission on opens what it allows beyond the role, and nothing that the role allows', () => {
  const { boxes, opens, gained } = ask({ kind: 'permission', service: name, name: permission('Read-Write Lead') });
  expect(gained).toEqual(['Read-Write Lead']);
  expect(opens.map(({ id }) => id)).toEqual([ids.syncLeads, ids.deleteLeads]);
  const held = model.permissions.effective(boxes);
  expect(opens.every(({ requires }) => isMet(requires, (one) => held.has(one)))).toBe(true);
});

test('an assumed operation is solved like a call, and its call is open no more', () => {
  const [call] = service.unresolved;
  if (call === undefined) throw new Error('the sample has an unresolved call');
  const answer = ask({ kind: 'assumed', service: name, call, operation: model.rules.expect(ids.syncLeads) });
  expect(answer.gained).toEqual(['Read-Write Lead']);
  expect(answer.dropped).toEqual(['Read-Only Lead']);
  expect(answer.after.unresolved).toHaveLength(service.unresolved.length - 1);
});

describe('on the screen', () => {
  const open = () => openExplorer(explorerInput(model));

  test('a switched row says so, and so does every other row of the same call', () => {
    const store = press(open(), '2');
    while (!selectedRow(store).includes('line 30')) press(store, 'j');
    press(store, 'space');
    expect(selectedRow(store)).toContain('[off] line 30');
    expect(store.state().message).toBe('What if: 2 permissions instead of 3; drops Read-Only Assets.');
    press(store, '1');
    expect(rowTexts(store).find((row) => row.includes('Read-Only Assets'))).toContain('what-if: drops');
    press(store, '5');
    expect(rowTexts(store)).toEqual([expect.stringContaining('without the call at src/emails.ts:30:9')]);
    press(store, 'space');
    expect(store.state().switches.size).toBe(0);
  });

  test('a needed permission is not switched, and the reader learns what is', () => {
    const store = open();
    while (!selectedRow(store).includes('Approve Assets')) press(store, 'j');
    press(store, 'space');
    expect(store.state().switches.size).toBe(0);
    expect(store.state().message).toContain('switch off the operations');
  });

  test('R takes everything back', () => {
    const store = press(open(), '2 space R');
    expect(store.state().switches.size).toBe(0);
  });
});
