import { describe, expect, test } from 'vitest';
import { type AnsweredCall, DenialTable } from '../../src/denials/index.ts';
import type { Grant } from '../../src/model/role.ts';
import { permission } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';

const model = createReportModel();

function call(method: AnsweredCall['method'], path: string, more: Partial<AnsweredCall> = {}): AnsweredCall {
  return { method, path, parameters: [], codes: ['603'], ...more };
}

function grantOf(...names: readonly string[]): Grant {
  return { permissions: names.map(permission), groups: [], unknown: [], roles: [] };
}

function denialsOf(calls: readonly AnsweredCall[], granted?: Grant) {
  const table = new DenialTable(model.rules);
  for (const one of calls) table.addFailed(one);
  return table.rows({ graph: model.permissions, ...(granted === undefined ? {} : { granted }) });
}

function added(calls: readonly AnsweredCall[], granted?: Grant) {
  return denialsOf(calls, granted).flatMap(({ operations }) => operations.map(({ mend }) => mend.add));
}

describe('the fewest boxes that mend a denied call', () => {
  const approve = call('POST', '/rest/asset/v1/email/7/approveDraft.json');
  const remove = call('POST', '/userservice/management/v1/users/u/delete.json');

  test('are the least role of the operation without a grant', () => {
    expect(added([call('GET', '/rest/v1/leads.json')])).toEqual([['Read-Only Lead']]);
    expect(added([remove])).toEqual([['Access Admin', 'Access Users', 'Access User Management Api']]);
  });

  test('are what the grant lacks, with what that needs', () => {
    expect(added([remove], grantOf('Access User Management Api'))).toEqual([['Access Admin', 'Access Users']]);
    expect(added([call('GET', '/rest/v1/leads.json')], grantOf('Read-Write Lead'))).toEqual([[]]);
  });

  test('ask for more where a parameter does', () => {
    const content = '/rest/asset/v1/email/7/fullContent.json';
    expect(added([call('GET', content)], grantOf('Read-Only Assets'))).toEqual([[]]);
    expect(added([call('GET', content, { parameters: ['leadId'] })], grantOf('Read-Only Assets'))).toEqual([
      ['Read-Only Lead'],
    ]);
  });

  test('come with what the other source of a dispute asks for', () => {
    const [denial] = denialsOf([approve], grantOf('Approve Assets'));
    expect(denial?.operations[0]).toMatchObject({
      mend: { needs: 'Approve Assets', add: [] },
      others: [{ source: 'endpoint-table', needs: 'Read-Write Assets', add: ['Read-Write Assets'] }],
    });
  });
});

test('a path without a method is every operation that it can be', () => {
  const [denial] = denialsOf([call(undefined, '/rest/v1/leads.json')]);
  expect(denial?.operations.map(({ operation }) => operation.id)).toEqual([
    'GET /rest/v1/leads.json',
    'POST /rest/v1/leads.json',
  ]);
});

test('of a path that no rule knows only words of the rules are left', () => {
  const [denial] = denialsOf([call('GET', '/rest/v1/rosa/Leads/hunter2.json')]);
  expect(denial).toMatchObject({ path: '/rest/v1/{?}/leads/{?}.json', operations: [] });
});

test('calls of a kind are one row, of one user and set of codes; others of that user that went well are counted', () => {
  const table = new DenialTable(model.rules);
  const leads = (principal: string, codes = ['603']) => call('POST', '/rest/v1/leads.json', { principal, codes });
  for (const one of [leads('a'), leads('a'), leads('b'), leads('a', ['1008'])]) table.addFailed(one);
  for (const one of [leads('a'), call('GET', '/rest/v1/leads.json', { principal: 'b' })]) table.addAllowed(one);
  const rows = table.rows({ graph: model.permissions }, (key) => `user ${key}`);
  expect(rows.map(({ principal, codes, calls, allowed }) => ({ principal, codes, calls, allowed }))).toEqual([
    { principal: 'user a', codes: ['1008'], calls: 1, allowed: 1 },
    { principal: 'user a', codes: ['603'], calls: 2, allowed: 1 },
    { principal: 'user b', codes: ['603'], calls: 1, allowed: 0 },
  ]);
});

test('traffic cannot fill memory: kinds are limited, and what is left out is counted', () => {
  const table = new DenialTable(model.rules);
  for (let user = 0; user < 600; user += 1) {
    table.addFailed(call('GET', '/rest/v1/leads.json', { principal: String(user) }));
  }
  expect(table.rows({ graph: model.permissions })).toHaveLength(500);
  expect(table.left).toBe(100);
});
