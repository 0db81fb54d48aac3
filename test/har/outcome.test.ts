import { describe, expect, test } from 'vitest';
import { entry, envelope, host, identity, readOne } from './kit.ts';

async function outcomeOf(response: object, path = '/rest/v1/leads.json', origin = `https://${host}`) {
  const { outcome, errors } = await readOne(entry({ request: { url: origin + path }, response }));
  return errors.length === 0 ? outcome : `${outcome} ${errors.join(' ')}`;
}

function body(text: string, more: object = {}) {
  return { status: 200, content: { mimeType: 'application/json', text, ...more } };
}

function skipped(...codes: readonly (string | number)[]) {
  const result = codes.map((code) => ({ status: 'skipped', reasons: [{ code, message: 'no' }] }));
  return JSON.stringify({ success: true, result: [{ status: 'updated' }, ...result] });
}

describe('the envelope', () => {
  test.each([
    ['success', envelope(), 'allowed'],
    ['603', envelope('603'), 'denied 603'],
    ['603 among others', envelope('1003', '603', '603'), 'denied 1003 603'],
    ['a number as code', '{"success":false,"errors":[{"code":603}]}', 'denied 603'],
    ['a record without access', skipped('1008'), 'denied 1008'],
    ['a record skipped for another reason', skipped('1004', 1005), 'allowed 1004 1005'],
    ['a fault that the operation itself found', envelope('1003'), 'allowed 1003'],
    ['failure without codes', '{"success":false}', 'attempted'],
    ['codes that are none', '{"success":false,"errors":[{"code":"alice@example.test"},{"code":"60"}]}', 'attempted'],
    ['a nested word', '{"result":[{"success":true}]}', 'attempted'],
    ['a word inside a string', String.raw`{"note":"{\"success\":true}"}`, 'attempted'],
    ['a list', '[{"success":true}]', 'attempted'],
    ['text', 'Bad Gateway', 'attempted'],
    [
      'an error after many results',
      `{"result":[${'0,'.repeat(500)}0],"success":false,"errors":[{"code":"603"}]}`,
      'denied 603',
    ],
  ])('%s', async (_, text, expected) => {
    expect(await outcomeOf(body(text))).toBe(expected);
  });

  test.each(['601', '602', '604', '606', '607', '608', '610', '611', '615', '502'])('%s cannot tell', async (code) => {
    expect(await outcomeOf(body(envelope(code)))).toBe(`attempted ${code}`);
  });

  test('in base64', async () => {
    const text = Buffer.from(envelope('603')).toString('base64');
    expect(await outcomeOf(body(text, { encoding: 'base64' }))).toBe('denied 603');
    expect(await outcomeOf(body(text))).toBe('attempted');
    expect(await outcomeOf(body('%%%', { encoding: 'base64' }))).toBe('attempted');
  });
});

describe('a cut body', () => {
  test.each([
    ['an error', '{"requestId":"1#2","success":false,"errors":[{"code":"603","messa', 'denied 603'],
    ['success', '{"requestId":"1#2","success":true,"result":[{"id":1,"code":"603"', 'allowed'],
    ['a skipped record', '{"success":true,"result":[{"reasons":[{"code":"1008"}]},{"i', 'denied 1008'],
    ['nothing', '{"requestId":"1#2","resu', 'attempted'],
  ])('%s', async (_, text, expected) => {
    expect(await outcomeOf(body(text))).toBe(expected);
  });

  test('over 4 MB, in base64 too', async () => {
    const text = `{"success":false,"errors":[{"code":"603","message":"${'x'.repeat(5 << 20)}"}]}`;
    expect(await outcomeOf(body(text))).toBe('denied 603');
    expect(await outcomeOf(body(Buffer.from(text).toString('base64'), { encoding: 'base64' }))).toBe('denied 603');
  });
});

describe('no body', () => {
  test.each([200, 204, 403, 401, 500, 0, -1, -2, '200', 'x', null])('status %s cannot tell', async (status) => {
    expect(await outcomeOf({ status, content: {} })).toBe('attempted');
  });

  test.each([undefined, null, 7, [], {}])('response %j', async (response) => {
    expect((await readOne({ ...entry(), response })).outcome).toBe('attempted');
  });
});

describe('parts without an envelope', () => {
  const users = '/userservice/management/v1/users/allusers.json';
  test.each([
    ['user management', { status: 200, content: { text: '[{"userid":"a"}]' } }, users, 'allowed'],
    ['user management without a body', { status: 204, content: {} }, users, 'allowed'],
    ['user management refused', { status: 403, content: {} }, users, 'denied'],
    ['user management unauthorised', { status: 401, content: {} }, users, 'attempted'],
    ['user management with a bad token', { status: 401, content: { text: envelope('601') } }, users, 'attempted 601'],
    ['user management broken', { status: 500, content: {} }, users, 'attempted'],
    ['a bulk file', body('id,email\n1,a@example.test\n'), '/bulk/v1/leads/export/1/file.json', 'allowed'],
    ['part of a bulk file', { ...body('1,a'), status: 206 }, '/bulk/v1/leads/export/1/file.json', 'allowed'],
    [
      'a bulk file left out',
      { status: 200, content: { mimeType: 'text/csv' } },
      '/bulk/v1/leads/export/1/file.json',
      'allowed',
    ],
    ['a bulk file refused', body(envelope('603')), '/bulk/v1/leads/export/1/file.json', 'denied 603'],
    ['CSV where none is served', body('id\n1'), '/rest/v1/leads.json', 'attempted'],
  ])('%s', async (_, response, path, expected) => {
    expect(await outcomeOf(response, path)).toBe(expected);
  });

  test('data ingestion', async () => {
    const path = '/subscriptions/123-ABC-456/persons';
    const origin = 'https://mkto-ingestion-api.adobe.io';
    expect(await outcomeOf({ status: 202, content: { text: '{"requestId":"1"}' } }, path, origin)).toBe('allowed');
    expect(await outcomeOf({ status: 403, content: {} }, path, origin)).toBe('denied');
  });

  test('identity', async () => {
    expect((await readOne(identity('1111:sj', 'api@example.test'))).outcome).toBe('allowed');
    const refused = { status: 401, content: { text: '{"error":"unauthorized"}' } };
    expect(await outcomeOf(refused, '/identity/oauth/token')).toBe('attempted');
  });
});

describe('the cause of an outcome', () => {
  const users = '/userservice/management/v1/users/allusers.json';
  test.each([
    ['a partition', body(skipped('1008')), undefined, 'partition'],
    ['a partition among other faults', body(skipped('1004', 1008)), undefined, 'partition'],
    ['a partition and the permission', body(envelope('603', '1008')), undefined, undefined],
    ['the permission', body(envelope('603')), undefined, undefined],
    ['no token', body(envelope('600')), undefined, 'token'],
    ['an expired token', body(envelope('602')), undefined, 'token'],
    ['a rate limit', body(envelope('606')), undefined, undefined],
    ['success', body(envelope()), undefined, undefined],
    ['no token, by status', { status: 401, content: {} }, users, 'token'],
    ['the permission, by status', { status: 403, content: {} }, users, undefined],
    ['a status that says nothing elsewhere', { status: 401, content: {} }, undefined, undefined],
  ])('%s', async (_, response, path = '/rest/v1/leads.json', expected) => {
    const { cause } = await readOne(entry({ request: { url: `https://${host}${path}` }, response }));
    expect(cause).toBe(expected);
  });
});
