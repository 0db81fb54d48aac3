import { describe, expect, test } from 'vitest';
import { reportOnServed } from '../../src/load/stand-in.ts';
import type { Operation } from '../../src/model/operation.ts';
import { mentionedPermissions } from '../../src/model/requirement.ts';
import { formOf } from '../../src/serve/answers/forms.ts';
import { plainScenario } from '../../src/serve/scenario.ts';
import { TokenDesk } from '../../src/serve/tokens.ts';
import { minimalRole } from '../../src/solve/index.ts';
import { everything, identity, model, play, role } from './kit.ts';

const { operations } = model.rules;

/** A call of an operation, with a value in place of each parameter of its path. */
function callOf({ method, path, requires }: Operation): string {
  const target = path.replaceAll(/\{\w+\}/g, '1001');
  const condition = JSON.stringify(requires).match(/"parameter":"(\w+)"/)?.[1];
  return `${method} ${target}${condition === undefined ? '' : `?${condition}=7`}`;
}

function errorOf(answer: {
  readonly status: number;
  readonly body?: { readonly errors?: readonly { readonly code: string }[] };
}) {
  return answer.body?.errors?.[0]?.code;
}

describe('every operation of the rules', () => {
  const needing = operations.filter(({ requires }) => mentionedPermissions(requires).length > 0);

  test('has a form in which it answers, but for the identity service', () => {
    const without = operations.filter((operation) => formOf(operation) === undefined).map(({ id }) => id);
    expect(without).toEqual(['GET /identity/oauth/token', 'POST /identity/oauth/token']);
  });

  test('is refused with 603 without a permission, and with the whole role is not', async () => {
    const [none, all] = [await play({ role: [] }), await play()];
    expect(needing.length).toBeGreaterThan(350);
    for (const operation of needing) {
      const call = callOf(operation);
      expect(errorOf(none.ask(call)), call).toBe('603');
      expect(errorOf(all.ask(call)), call).not.toBe('603');
    }
  });

  test('is let through by its minimal role, and refused when any one permission of that is gone', async () => {
    for (const operation of needing) {
      const use = {
        operation,
        certainty: 'definite',
        reachable: true,
        calls: 1,
        outcomes: { allowed: 1, denied: 0, attempted: 0 },
        evidence: [],
        conditions: { passed: ['leadId'], unknown: [] },
        spellings: [],
      } as const;
      const { permissions } = minimalRole({
        graph: model.permissions,
        rules: model.rules,
        uses: [use],
        status: 'complete',
      });
      const names = permissions.map(({ name }) => name);
      const call = callOf(operation);
      expect(errorOf((await play({ role: names })).ask(call)), call).not.toBe('603');
      for (const name of names) {
        const fewer = await play({ role: names.filter((one) => one !== name) });
        expect(errorOf(fewer.ask(call)), `${call} without ${name}`).toBe('603');
      }
    }
  });

  test('answers in the shape of its part of the API', async () => {
    const { ask } = await play();
    for (const operation of operations.filter((one) => !one.path.startsWith('/identity/'))) {
      const call = callOf(operation);
      const { status, type, body } = ask(call, { body: operation.method === 'GET' ? '' : { input: [{ id: 1001 }] } });
      if (/^\/userservice\/|^\/subscriptions\//.test(operation.path)) expect([200, 202], call).toContain(status);
      else if (type.includes('csv')) expect(operation.path, call).toMatch(/^\/bulk\//);
      else {
        expect(status, call).toBe(200);
        expect(body, call).toMatchObject({
          requestId: expect.stringMatching(/^[0-9a-f]+#[0-9a-f]+$/),
          success: expect.any(Boolean),
        });
        if (body.success) expect(body.result === undefined || Array.isArray(body.result), call).toBe(true);
        // Jobs that nobody started, files that are no form, and streams without their token.
        else expect(['610', '613', '1002', '702'], call).toContain(errorOf({ status, body }));
      }
    }
  });

  test('says the same for a seed, and something else for another', async () => {
    const [one, same, other] = [await play({ seed: 5 }), await play({ seed: 5 }), await play({ seed: 6 })];
    const text = ({ ask }: typeof one) => ask('GET /rest/v1/companies.json').text;
    expect(text(one)).toBe(text(same));
    expect(text(one)).not.toBe(text(other));
  });
});

describe('signing in', () => {
  test('takes any client by GET and by POST, and gives the token that it has again', async () => {
    const { ask } = await play();
    const get = ask(`GET ${identity('abc', 's')}`).body;
    expect(get).toMatchObject({
      token_type: 'bearer',
      scope: expect.stringContaining('@'),
      expires_in: expect.any(Number),
    });
    const form = 'grant_type=client_credentials&client_id=abc&client_secret=s';
    const post = ask('POST /identity/oauth/token', { body: form, type: 'application/x-www-form-urlencoded' }).body;
    expect(post.access_token).toBe(get.access_token);
  });

  test('refuses a wrong secret as OAuth does, and a client that the scenario does not name', async () => {
    const { ask } = await play({ clients: [{ id: 'abc', secret: 'right', user: 'u', role: [], tokenSeconds: 60 }] });
    for (const target of [identity('abc', 'wrong'), identity('xyz', 'right')]) {
      expect(ask(`GET ${target}`)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    }
    expect(ask('GET /identity/oauth/token').status).toBe(400);
  });

  test('gives each client its own role', async () => {
    const clients = [
      { id: 'reader', user: 'r', role: role('Read-Only Lead'), tokenSeconds: 60 },
      { id: 'writer', user: 'w', role: role('Read-Write Lead'), tokenSeconds: 60 },
    ];
    const { ask } = await play({ clients });
    const codes = clients.map(({ id }) => {
      const { access_token } = ask(`GET ${identity(id, 'any')}`).body;
      const headers = { authorization: `Bearer ${access_token}` };
      return errorOf(ask('POST /rest/v1/leads.json', { headers, body: { input: [{ email: 'a@b.example' }] } }));
    });
    expect(codes).toEqual(['603', undefined]);
  });

  test('takes whatever JSON can hold: nobody can end it', async () => {
    const { ask } = await play();
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const create = { body: `{"name":"x","more":${deep}}`, type: 'application/json' };
    expect(errorOf(ask('POST /rest/asset/v1/staticLists.json', create))).toBe('609');
    const form = { body: `name=x&more=${deep}`, type: 'application/x-www-form-urlencoded' };
    expect(ask('POST /rest/asset/v1/staticLists.json', form).body.success).toBe(true);
    const odd = { toString: 1 };
    for (const body of [{ input: [{ id: odd }, { email: odd }] }, { action: odd, input: [{ id: 1 }] }]) {
      expect(ask('POST /rest/v1/leads.json', { body }).body.success).toBe(true);
    }
    const filtered = {
      headers: { 'x-http-method-override': 'GET' },
      body: { filterType: 'id', filterValues: [odd, 7] },
    };
    expect(ask('POST /rest/v1/leads.json?_method=GET', filtered).body.result).toMatchObject([{ id: 7 }]);
  });

  test('asks for a token: none is 600, another is 601, one in the query is none, an old one is 602', async () => {
    const { ask } = await play({ tokenSeconds: 1e-9 });
    expect(errorOf(ask('GET /rest/v1/lists.json', { headers: { authorization: '' } }))).toBe('600');
    expect(errorOf(ask('GET /rest/v1/lists.json', { headers: { authorization: 'Bearer nobody:sj' } }))).toBe('601');
    expect(errorOf(ask('GET /rest/v1/lists.json?access_token=t', { headers: { authorization: '' } }))).toBe('600');
    expect(errorOf(ask('GET /rest/v1/lists.json'))).toBe('602');
  });
});

describe('what a role is asked for', () => {
  test('a POST with _method=GET is the GET, in the query and in a form', async () => {
    const { ask } = await play({ role: role('Read-Only Lead') });
    const type = 'application/x-www-form-urlencoded';
    expect(ask('POST /rest/v1/leads.json?_method=GET&filterType=id&filterValues=5').body.result).toMatchObject([
      { id: 5 },
    ]);
    expect(
      ask('POST /rest/v1/leads.json', { type, body: '_method=GET&filterType=id&filterValues=5' }).body.success,
    ).toBe(true);
    expect(errorOf(ask('POST /rest/v1/leads.json', { type, body: 'a=1' }))).toBe('603');
  });

  test('a parameter can ask for more', async () => {
    const { ask } = await play({ role: role('Read-Only Assets') });
    expect(ask('GET /rest/asset/v1/email/7/fullContent.json').body.success).toBe(true);
    expect(errorOf(ask('GET /rest/asset/v1/email/7/fullContent.json?leadId=3'))).toBe('603');
  });

  test('a path that nobody knows is 610, a method that it does not have 605', async () => {
    const { ask } = await play({ role: [] });
    expect(errorOf(ask('GET /rest/v1/no/such/thing.json'))).toBe('610');
    expect(errorOf(ask('PATCH /rest/v1/leads.json'))).toBe('605');
    expect(ask('TRACE /rest/v1/leads.json').body.success).toBe(false);
  });

  test('user management says it with a status', async () => {
    const { ask } = await play({ role: [] });
    expect(ask('GET /userservice/management/v1/users/allusers.json').status).toBe(403);
  });
});

describe('what is answered', () => {
  test('pages until there is no more, and no record comes twice', async () => {
    const { ask } = await play({ records: 7 });
    const ids: number[] = [];
    let next = '';
    do {
      const { result, nextPageToken } = ask(`GET /rest/v1/lists.json?batchSize=3${next}`).body;
      ids.push(...result.map(({ id }: { readonly id: number }) => id));
      next = nextPageToken === undefined ? '' : `&nextPageToken=${encodeURIComponent(nextPageToken)}`;
    } while (next !== '');
    expect(ids).toHaveLength(7);
    expect(new Set(ids).size).toBe(7);
  });

  test('activities begin with a token and say when there is no more', async () => {
    const { ask } = await play({ records: 4 });
    expect(errorOf(ask('GET /rest/v1/activities.json?activityTypeIds=1'))).toBe('1002');
    const { nextPageToken } = ask('GET /rest/v1/activities/pagingtoken.json?sinceDatetime=2026-01-01').body;
    const first = ask(`GET /rest/v1/activities.json?batchSize=3&nextPageToken=${nextPageToken}`).body;
    expect(first).toMatchObject({ moreResult: true, result: { length: 3 } });
    const last = ask(`GET /rest/v1/activities.json?batchSize=3&nextPageToken=${first.nextPageToken}`).body;
    expect(last).toMatchObject({ moreResult: false, result: { length: 1 } });
  });

  test('what was saved is found again, with the fields that are asked for, until it is deleted', async () => {
    const { ask } = await play();
    const saved = ask('POST /rest/v1/leads.json', { body: { input: [{ email: 'ann@a.example', score: 7 }] } }).body
      .result[0];
    expect(saved).toEqual({ id: expect.any(Number), status: 'created' });
    const find = 'GET /rest/v1/leads.json?filterType=email&filterValues=ann@a.example&fields=email,score';
    expect(ask(find).body.result).toEqual([{ id: saved.id, email: 'ann@a.example', score: 7 }]);
    expect(ask(`GET /rest/v1/lead/${saved.id}.json`).body.result[0]).toMatchObject({ score: 7 });
    expect(
      ask('POST /rest/v1/leads.json', { body: { input: [{ email: 'ann@a.example' }] } }).body.result[0].status,
    ).toBe('updated');
    expect(ask('POST /rest/v1/leads/delete.json', { body: { input: [{ id: saved.id }] } }).body.result).toEqual([
      { id: saved.id, status: 'deleted' },
    ]);
    expect(errorOf(ask(`GET /rest/v1/lead/${saved.id}.json`))).toBe('1004');
  });

  test('an asset is made, found by name, approved and deleted', async () => {
    const { ask } = await play();
    const type = 'application/x-www-form-urlencoded';
    const body = 'name=Spring&folder=%7B%22id%22%3A5%2C%22type%22%3A%22Folder%22%7D';
    const { id } = ask('POST /rest/asset/v1/emails.json', { type, body }).body.result[0];
    expect(ask('GET /rest/asset/v1/email/byName.json?name=Spring').body.result[0]).toMatchObject({
      id,
      folder: { id: 5 },
    });
    expect(ask(`POST /rest/asset/v1/email/${id}/unapprove.json`).body.result[0].status).toBe('draft');
    expect(ask(`GET /rest/asset/v1/email/${id}.json`).body.result[0].status).toBe('draft');
    expect(ask(`POST /rest/asset/v1/email/${id}/delete.json`).body.result).toEqual([{ id }]);
    expect(ask(`GET /rest/asset/v1/email/${id}.json`).body.result).toBeUndefined();
  });

  test('an export goes from state to state, and its file is there at the end', async () => {
    const { ask } = await play();
    const root = '/bulk/v1/leads/export';
    const { exportId, status } = ask(`POST ${root}/create.json`, { body: { fields: ['id', 'email'] } }).body.result[0];
    expect(status).toBe('Created');
    expect(errorOf(ask(`GET ${root}/${exportId}/file.json`))).toBe('610');
    expect(ask(`POST ${root}/${exportId}/enqueue.json`).body.result[0].status).toBe('Queued');
    const states = [1, 2, 3].map(() => ask(`GET ${root}/${exportId}/status.json`).body.result[0].status);
    expect(states).toEqual(['Processing', 'Completed', 'Completed']);
    const file = ask(`GET ${root}/${exportId}/file.json`);
    expect(file.type).toContain('text/csv');
    expect(file.text.split('\n')).toHaveLength(5);
    expect(file.text).toMatch(/^id,email\n1000001,person1000001@/);
  });

  test('an import takes a form with a file, counts its rows, and has no failures', async () => {
    const { ask } = await play();
    const body =
      '--b\r\nContent-Disposition: form-data; name="format"\r\n\r\ncsv\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nemail\na@x.example\nb@x.example\r\n--b--\r\n';
    expect(errorOf(ask('POST /bulk/v1/leads.json?format=csv'))).toBe('613');
    const { batchId } = ask('POST /bulk/v1/leads.json', { body, type: 'multipart/form-data; boundary=b' }).body
      .result[0];
    ask(`GET /bulk/v1/leads/batch/${batchId}.json`);
    expect(ask(`GET /bulk/v1/leads/batch/${batchId}.json`).body.result[0]).toMatchObject({
      status: 'Complete',
      numOfLeadsProcessed: 2,
    });
    expect(ask(`GET /bulk/v1/leads/batch/${batchId}/failures.json`)).toMatchObject({ status: 200, text: '' });
  });

  test('JSON that is none is 609', async () => {
    const { ask } = await play();
    expect(errorOf(ask('POST /rest/v1/leads.json', { body: '{"input":', type: 'application/json' }))).toBe('609');
  });
});

describe('a scenario', () => {
  const any = { kind: 'any' } as const;
  const upsert = { kind: 'operation', id: 'POST /rest/v1/leads.json' } as const;

  test('lets calls fail for a while, whatever the role', async () => {
    const { ask } = await play({ faults: [{ call: upsert, code: '603', after: 1, times: 2 }] });
    const codes = [1, 2, 3, 4].map(() => errorOf(ask('POST /rest/v1/leads.json', { body: { input: [{ id: 1 }] } })));
    expect(codes).toEqual([undefined, '603', '603', undefined]);
    expect(errorOf(ask('GET /rest/v1/leads.json'))).toBeUndefined();
  });

  test('lets a token end early', async () => {
    const { ask } = await play({ faults: [{ call: upsert, code: '602', after: 0, times: 1 }] });
    const before = ask(`GET ${identity('one', 's')}`).body.access_token;
    expect(errorOf(ask('POST /rest/v1/leads.json', { body: { input: [{ id: 1 }] } }))).toBe('602');
    expect(ask(`GET ${identity('one', 's')}`).body.access_token).not.toBe(before);
  });

  test('that ends a token ends it for the calls after, too', async () => {
    for (const code of ['601', '602']) {
      const { ask } = await play({ faults: [{ call: upsert, code, after: 0, times: 1 }] });
      ask('POST /rest/v1/leads.json', { body: { input: [{ id: 1 }] } });
      expect(errorOf(ask('GET /rest/v1/lists.json'))).toBe(code);
      const renewed = ask(`GET ${identity('one', 's')}`).body.access_token;
      const headers = { authorization: `Bearer ${renewed}` };
      expect(errorOf(ask('GET /rest/v1/lists.json', { headers }))).toBeUndefined();
    }
  });

  test('skips records of a partition that is not the user’s, and of all by a fault', async () => {
    const clients = [{ id: 'one', user: 'u', role: everything, tokenSeconds: 60, partitions: ['Default'] }];
    const { ask } = await play({ clients });
    const body = { partitionName: 'Europe', input: [{ email: 'a@x.example' }] };
    const { success, result } = ask('POST /rest/v1/leads.json', { body }).body;
    expect(success).toBe(true);
    expect(result).toMatchObject([{ status: 'skipped', reasons: [{ code: '1008' }] }]);
    expect(ask('POST /rest/v1/leads.json', { body: { ...body, partitionName: 'Default' } }).body.result[0].status).toBe(
      'created',
    );
    const faulty = await play({ faults: [{ call: upsert, code: '1008', after: 0 }] });
    expect(faulty.ask('POST /rest/v1/leads.json', { body }).body.result[0].reasons[0].code).toBe('1008');
  });

  test('limits the rate and the whole', async () => {
    const rated = await play({ limits: { rate: { calls: 2, seconds: 86_400 } } });
    expect([1, 2, 3].map(() => errorOf(rated.ask('GET /rest/v1/lists.json')))).toEqual([undefined, undefined, '606']);
    const quoted = await play({ limits: { quota: 1 } });
    expect([1, 2].map(() => errorOf(quoted.ask('GET /rest/v1/lists.json')))).toEqual([undefined, '607']);
  });

  test('says what is answered', async () => {
    const { ask } = await play({
      answers: [{ call: upsert, result: [{ id: 42, status: 'updated' }], more: { note: 1 } }],
    });
    expect(ask('POST /rest/v1/leads.json').body).toMatchObject({ result: [{ id: 42 }], note: 1 });
    const odd = await play({ faults: [{ call: any, code: '611', after: 0 }] });
    expect(errorOf(odd.ask('GET /rest/v1/lists.json'))).toBe('611');
  });
});

test('the account of what was asked gives the role that is enough, whatever was refused', async () => {
  const { ask, account } = await play({ role: [] });
  ask('GET /rest/v1/leads.json?filterType=id&filterValues=1');
  for (let times = 0; times < 3; times += 1) ask('POST /rest/v1/lists/7/leads.json', { body: { input: [{ id: 1 }] } });
  ask('GET /rest/v1/activities/types.json');
  const report = await reportOnServed(account, 'served', model);
  const [service] = report.services.filter(({ role }) => role.permissions.length > 0);
  expect(service?.role.permissions.map(({ name }) => name)).toEqual(['Read-Only Activity', 'Read-Write Lead']);
  expect(
    account.asked.filter(({ refused }) => refused > 0).map(({ operation, times }) => [operation.id, times]),
  ).toEqual([
    ['GET /rest/v1/leads.json', 1],
    ['POST /rest/v1/lists/{listId}/leads.json', 3],
    ['GET /rest/v1/activities/types.json', 1],
  ]);
});

test('a request that is none of the API is counted, and leaves open what is needed', async () => {
  const { standIn, account, ask } = await play();
  ask('GET /rest/v1/lists.json');
  for (const method of ['PROPFIND', 'OPTIONS']) {
    standIn.serve({ method, target: '/rest/v1/lists.json?a=b', headers: {}, body: Buffer.alloc(0) }, Promise.resolve());
  }
  standIn.miss({ method: 'POST', target: '/bulk/v1/leads.json' }, 'broken-off');
  expect([...account.unread]).toEqual([
    ['bad-method', 1],
    ['preflight', 1],
    ['broken-off', 1],
  ]);
  expect(account.unmatched).toEqual(['PROPFIND /rest/v1/lists.json', 'POST /bulk/v1/leads.json']);
  const { inputs } = await reportOnServed(account, 'served', model);
  expect(inputs).toMatchObject([{ read: 5, calls: 2, complete: false, problem: '2 requests could not be understood' }]);
});

test('more clients than are remembered stay apart', async () => {
  const desk = new TokenDesk(plainScenario(everything), () => 0);
  const users = Array.from({ length: 10_003 }, (_, at) =>
    desk.issue({ type: 'client_credentials', id: `client-${at}`, secret: 's' }),
  ).map(({ caller }) => caller?.user);
  expect(new Set(users).size).toBe(users.length);
});
