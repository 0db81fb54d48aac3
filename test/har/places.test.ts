import { describe, expect, test } from 'vitest';
import { entry, host, readOne } from './kit.ts';

async function placesOf(path: string, response: object = {}, request: object = {}) {
  const one = await readOne(entry({ request: { url: `https://${host}${path}`, ...request }, response }));
  return { workspaces: one.workspaces ?? [], partitions: one.partitions ?? [] };
}

function answered(result: readonly object[], more: object = {}) {
  return {
    status: 200,
    content: { mimeType: 'application/json', text: JSON.stringify({ result, success: true, ...more }) },
  };
}

const program = '/rest/asset/v1/program/7.json';

describe('workspaces', () => {
  test('of the records in an answer about assets, sorted, each once', async () => {
    const response = answered([{ workspace: 'EMEA' }, { workspace: 'APAC' }, { workspace: 'EMEA' }]);
    expect((await placesOf(program, response)).workspaces).toEqual(['APAC', 'EMEA']);
  });

  test.each([
    ['lists', '/rest/v1/lists.json', [{ workspaceName: 'Default' }], ['Default']],
    ['campaigns', '/rest/v1/campaigns.json', [{ workspaceName: 'Ñandú & Co.' }], ['Ñandú & Co.']],
    ['a number', program, [{ workspaceId: 7 }], ['workspace 7']],
    ['leads, which may have any field', '/rest/v1/leads.json', [{ workspace: 'EMEA' }], []],
  ])('%s', async (_, path, result, expected) => {
    expect((await placesOf(path, answered(result))).workspaces).toEqual(expected);
  });

  test('of the parameters, however they are spelled', async () => {
    expect(
      (await placesOf('/rest/asset/v1/folders.json?workSpace=APAC&workspaceId=12', answered([]))).workspaces,
    ).toEqual(['APAC', 'workspace 12']);
  });

  test('in base64, and in a long answer', async () => {
    const text = JSON.stringify({ result: [{ workspace: 'EMEA', note: 'x'.repeat(200_000) }], success: true });
    const content = { mimeType: 'application/json', encoding: 'base64', text: Buffer.from(text).toString('base64') };
    expect((await placesOf(program, { status: 200, content })).workspaces).toEqual(['EMEA']);
    expect((await placesOf(program, { status: 200, content: { text } })).workspaces).toEqual(['EMEA']);
  });

  test.each([
    ['an address', 'ana.ruiz@example.test'],
    ['a telephone number', 'Ana 004930123456'],
    ['a munchkin id', '123-ABC-456'],
    ['a token', '8c0fa7d1-3b52-4e69-a1d7-000a10c0ffee:sj'],
    ['markup', '<img src=x>'],
    ['something endless', 'E'.repeat(61)],
    ['nothing', ' '],
  ])('that look like %s are dropped', async (_, name) => {
    const path = `/rest/asset/v1/folders.json?workspace=${encodeURIComponent(name)}`;
    expect((await placesOf(path, answered([{ workspace: name }]))).workspaces).toEqual([]);
  });
});

describe('partitions', () => {
  test('of the query, and of a body that is JSON', async () => {
    const postData = {
      mimeType: 'application/json',
      text: '{"action":"createOnly", "partitionName" : "Europe","input":[]}',
    };
    expect((await placesOf('/rest/v1/lead/7.json?partitionName=Asia', answered([]))).partitions).toEqual(['Asia']);
    expect((await placesOf('/rest/v1/leads.json', answered([]), { method: 'POST', postData })).partitions).toEqual([
      'Europe',
    ]);
  });

  test('none where the call was refused', async () => {
    const refused = answered([{ status: 'skipped', reasons: [{ code: '1008', message: 'no' }] }]);
    expect((await placesOf('/rest/v1/lead/7.json?partitionName=Asia', refused)).partitions).toEqual([]);
  });

  test('apart, where records were refused for the partition and for nothing else', async () => {
    const refusedWith = async (code: string, path = '/rest/v1/lead/7.json?partitionName=Asia') => {
      const response = answered([{ status: 'skipped', reasons: [{ code, message: 'no' }] }], { workspace: 'EMEA' });
      const one = await readOne(entry({ request: { url: `https://${host}${path}` }, response }));
      return [one.refusedPartitions, one.partitions, one.workspaces];
    };
    expect(await refusedWith('1008')).toEqual([['Asia'], undefined, undefined]);
    expect(await refusedWith('603')).toEqual([undefined, undefined, undefined]);
    expect(await refusedWith('1003')).toEqual([undefined, ['Asia'], undefined]);
    expect(await refusedWith('1008', program)).toEqual([undefined, undefined, undefined]);
  });
});
