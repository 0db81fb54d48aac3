import { EventEmitter } from 'node:events';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { loadSinkRules } from '../../../src/load/clients.ts';
import { loadModel } from '../../../src/load/model.ts';
import { methods as knownMethods } from '../../../src/model/operation.ts';
import { createMatcher } from '../../../src/rules/match.ts';
import { analyzeProgram, describeCall } from './analyze-program.ts';
import { methodsOf, requestsOf, type SentRequest } from './installed-sdk.ts';

const { sdks } = await loadSinkRules();
const { rules } = await loadModel();
const matcher = createMatcher(rules);
const emitter = EventEmitter.prototype;
const token = 'GET /identity/oauth/token';

function rulesOf(name: string) {
  const sdk = sdks.find(({ modules }) => modules.includes(name));
  if (sdk === undefined) throw new Error(`no SDK is called ${name}`);
  return sdk;
}

/** Arguments with which a method sends something; the others take any. */
const fitting: Readonly<Record<string, readonly unknown[]>> = {
  'bulkLeadExtract.create': [['email'], {}],
  'bulkLeadExtract.get': [['email'], {}],
  'campaign.request': [1, [{ id: 1 }]],
  'lead.createOrUpdate': [[{ email: 'a' }]],
  'lead.find': ['id', [1]],
  'lead.getActivities': [[1], [1], 'token'],
  'lead.getActivitiesForList': [1, [1], 'token'],
  'lead.getActivitiesWithOptions': [{}],
  'lead.getChangesWithOptions': [{}],
  'lead.mergeLead': [1, [2], {}],
  'lead.push': [[{ email: 'a' }]],
  'list.addEmailsToList': [['a'], 1],
  'list.addLeadsToList': [1, [1]],
  'list.isMember': [1, [1]],
  'list.removeLeadsFromList': [1, [1]],
};

function operationOf({ method, path }: SentRequest): string {
  const known = knownMethods.find((candidate) => candidate === method);
  const match = matcher.match({ method: known, host: 'rest', path: [path] });
  return match.kind === 'matched' ? match.operation.id : `${match.kind}: ${method} ${path}`;
}

describe.each(['node-marketo-rest', '@grouparoo/node-marketo-rest'])('%s as installed', (name) => {
  const { methods } = rulesOf(name);
  // It is an emitter of events as well, and of those methods the rules say that they send nothing.
  const described = Object.keys(methods).filter((method) => !method.startsWith('_') && !(method in emitter));

  beforeAll(() => {
    vi.spyOn(console, 'log').mockReturnValue(undefined);
  });

  test('has the methods that its rules describe, and no others', () => {
    expect(described.toSorted()).toEqual(methodsOf(name));
  });

  // A call that fails also cancels the export, which no answer of this connection makes it do.
  const onFailure = /export\/\{exportId\}\/cancel\.json$/;

  test.each(described.filter((method) => method.includes('.')))('%s sends what its rules say', async (method) => {
    const sent = await requestsOf(name, method, fitting[method] ?? [1]);
    const expected = (methods[method]?.operations ?? []).filter((id) => id !== token);
    const always = method.endsWith('.get') ? expected.filter((id) => !onFailure.test(id)) : expected;
    expect([...new Set(sent.map(operationOf))].toSorted()).toEqual(always.toSorted());
  });
});

test.each([
  {
    name: 'the module is the class',
    source: `const Marketo = require('node-marketo-rest'); new Marketo({}).lead.createOrUpdate([]);`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    name: 'a fork, imported by default, kept in a field',
    source: `import Client from '@grouparoo/node-marketo-rest';
      export class Sync { client = new Client({}); run() { return this.client.list.removeLeadsFromList(1, [2]); } }`,
    expect: ['DELETE /rest/v1/lists/{}/leads.json'],
  },
  {
    name: 'a POST that overrides its method is the GET',
    source: `import Marketo from 'node-marketo-rest'; new Marketo({}).smartList.byId(7);`,
    expect: ['GET /rest/asset/v1/smartList/{}.json'],
  },
  {
    name: 'a path of the caller',
    source: `const Marketo = require('node-marketo-rest'); new Marketo({})._connection.postJson('/v1/leads/push.json', {});`,
    // The SDK's endpoint ends in "/rest".
    expect: ['POST /rest/v1/leads/push.json'],
  },
  {
    name: 'a method whose argument decides',
    source: `const marketo = require('marketo-rest-api'); marketo.syncLead({ process: 'add', email: 'a' }, () => {});`,
    expect: ['POST /rest/v1/leads.json', 'POST /rest/v1/lists/{}/leads.json'],
  },
  {
    name: 'a method that is not described',
    source: `import Marketo from 'node-marketo-rest'; new Marketo({}).people.find();`,
    expect: ['? {}'],
  },
  {
    name: 'a function beside the class',
    source: `import { importAll } from 'node-marketo-rest'; importAll();`,
    expect: ['? {}'],
  },
  {
    name: 'what is handed to a method may be called',
    source: `import Marketo from 'node-marketo-rest'; const m = new Marketo({});
      m.lead.byId(7, () => m.list.addLeadsToList(1, [2])); m.on('apiCall', () => m.smartList.byId(7));`,
    expect: ['GET /rest/asset/v1/smartList/{}.json', 'GET /rest/v1/lead/{}.json', 'POST /rest/v1/lists/{}/leads.json'],
  },
  {
    name: 'a described method by way of call, bind and apply',
    source: `import Marketo from 'node-marketo-rest'; const { lead, list } = new Marketo({});
      lead.byId.call(lead, 7); const add = list.addLeadsToList.bind(list); add(1, [2]); lead.find.apply(lead, args);`,
    expect: ['GET /rest/v1/lead/{}.json', 'POST /rest/v1/lists/{}/leads.json', '? {}'],
  },
  {
    name: 'a path of the caller that is not handed over plainly',
    source: `const Marketo = require('node-marketo-rest'); new Marketo({})._connection.get(...args);`,
    expect: ['? {}'],
  },
])('$name', ({ source, expect: expected }) => {
  expect([...new Set(analyzeProgram(source).map(describeCall))].toSorted()).toEqual(expected.toSorted());
});
