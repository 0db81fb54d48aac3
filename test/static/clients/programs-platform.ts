import { host } from './host.ts';
import type { ClientProgram } from './programs.ts';

/** Clients that integration platforms give. */
export const platformPrograms: readonly ClientProgram[] = [
  {
    client: 'google-apps-script',
    name: 'fetch() and fetchAll()',
    source: `function sync() { UrlFetchApp.fetch('${host}/rest/v1/leads.json', { method: 'post' }); UrlFetchApp.fetchAll([{ url: '${host}/rest/v1/lists.json', method: 'put' }, '${host}/rest/v1/campaigns.json']); } sync();`,
    expect: ['GET /rest/v1/campaigns.json', 'POST /rest/v1/leads.json', 'PUT /rest/v1/lists.json'],
  },
  {
    client: 'pipedream',
    name: 'axios with the step first',
    source: `import { axios } from '@pipedream/platform';
      export default { async run({ $ }) { return axios($, { url: '${host}/rest/v1/leads.json', method: 'post' }); } };`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'prismatic',
    name: 'createClient() and sendRawRequest()',
    source: `import { createClient, sendRawRequest } from '@prismatic-io/spectral/dist/clients/http';
      createClient({ baseUrl: '${host}/rest' }).post('/v1/leads.json', {}); sendRawRequest('${host}', { url: '/rest/v1/lists.json', method: 'PUT' });`,
    expect: ['POST /rest/v1/leads.json', 'PUT /rest/v1/lists.json'],
  },
  {
    client: 'n8n',
    name: 'a helper that is called on this',
    source: `import { IExecuteFunctions } from 'n8n-workflow';
      export async function call(this: IExecuteFunctions) { return this.helpers.requestWithAuthentication.call(this, 'marketoApi', { uri: '${host}/rest/v1/leads.json', method: 'POST' }); }`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'nango',
    name: 'a verb and the proxy',
    source: `import { Nango } from '@nangohq/node'; const nango = new Nango({ secretKey: 'x' });
      nango.post({ endpoint: '/rest/v1/leads.json', baseUrlOverride: '${host}' }); nango.proxy({ method: 'PUT', endpoint: '/rest/v1/lists.json', baseUrlOverride: '${host}' });`,
    expect: ['POST /rest/v1/leads.json', 'PUT /rest/v1/lists.json'],
  },
  {
    client: 'frigg',
    name: 'a base class',
    source: `const { OAuth2Requester } = require('@friggframework/core');
      class Api extends OAuth2Requester { constructor(params) { super(params); this.baseUrl = '${host}/rest'; } sync(body) { return this._post({ url: this.baseUrl + '/v1/leads.json', body }); } }
      module.exports = { Api };`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'orchesty',
    name: 'a request object with a method constant',
    source: `import RequestDto from '@orchesty/nodejs-sdk/dist/lib/Transport/Curl/RequestDto'; import { HttpMethods } from '@orchesty/nodejs-sdk/dist/lib/Transport/HttpMethods';
      export function sync(sender, dto) { return sender.send(new RequestDto('${host}/rest/v1/leads.json', HttpMethods.POST, dto, {})); }`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'segment-actions',
    name: 'a parameter typed RequestClient',
    source: `import type { RequestClient } from '@segment/actions-core';
      export function sync(request: RequestClient) { return request('${host}/rest/v1/leads.json', { method: 'POST', json: {} }); }`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'zapier',
    name: 'a parameter typed ZObject',
    source: `import type { ZObject } from 'zapier-platform-core';
      export const perform = async (z: ZObject) => z.request({ url: '${host}/rest/v1/leads.json', method: 'POST' });`,
    expect: ['POST /rest/v1/leads.json'],
  },
];
