import { host } from './host.ts';
import type { ClientProgram } from './programs.ts';

/** Clients of browsers, of frameworks, and of the token endpoint. */
export const browserPrograms: readonly ClientProgram[] = [
  {
    client: 'xml-http-request',
    name: 'open()',
    source: `const xhr = new XMLHttpRequest(); xhr.open('POST', '${host}/rest/v1/leads.json'); xhr.send();`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'jquery',
    name: 'ajax() with settings',
    source: `$.ajax({ url: '${host}/rest/v1/leads.json', type: 'POST' }); jQuery.ajax('${host}/rest/v1/lists.json', { method: 'PUT' });`,
    expect: ['POST /rest/v1/leads.json', 'PUT /rest/v1/lists.json'],
  },
  {
    client: 'jquery',
    name: 'getJSON() and post()',
    source: `import $ from 'jquery'; $.getJSON('${host}/rest/v1/lists.json', () => {}); $.post('${host}/rest/v1/leads.json', {});`,
    expect: ['GET /rest/v1/lists.json', 'POST /rest/v1/leads.json'],
  },
  {
    client: 'angular-http',
    name: 'a resource, whose address or request a function gives',
    source: `import { httpResource } from '@angular/common/http';
      export class Leads { all = httpResource(() => '${host}/rest/v1/leads.json'); text = httpResource.text(() => ({ url: '${host}/rest/v1/leads/push.json', method: 'POST', body: {} })); }`,
    expect: ['GET /rest/v1/leads.json', 'POST /rest/v1/leads/push.json'],
  },
  {
    client: 'angular-http',
    name: 'an injected HttpClient',
    source: `import { HttpClient } from '@angular/common/http';
      export class Leads { constructor(private readonly http: HttpClient) {} sync() { return this.http.request('POST', '${host}/rest/v1/leads.json', {}); } }`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'nestjs-axios',
    name: 'an injected HttpService and its axiosRef',
    source: `import { HttpService } from '@nestjs/axios';
      export class Leads { constructor(private http: HttpService) {} a() { return this.http.post('${host}/rest/v1/leads.json', {}); } b() { return this.http.axiosRef({ url: '${host}/rest/v1/lists.json', method: 'put' }); } }`,
    expect: ['POST /rest/v1/leads.json', 'PUT /rest/v1/lists.json'],
  },
  {
    client: 'apollo-datasource-rest',
    name: 'a base class, whose base goes before the path',
    source: `import { RESTDataSource } from 'apollo-datasource-rest';
      export class Marketo extends RESTDataSource { constructor() { super(); this.baseURL = '${host}/rest/'; } sync(leads) { return this.post('v1/leads.json', leads); } }`,
    expect: ['POST /rest/v1/leads.json'],
  },
  {
    client: 'apollo-rest-data-source',
    name: 'a base class, whose base is resolved against',
    source: `import { RESTDataSource } from '@apollo/datasource-rest';
      export class Marketo extends RESTDataSource { override baseURL = '${host}/rest/'; a() { return this.get('v1/lists.json'); } b() { return this.post('/rest/v1/leads.json', { body: {} }); } }`,
    expect: ['GET /rest/v1/lists.json', 'POST /rest/rest/v1/leads.json', 'POST /rest/v1/leads.json'],
  },
  {
    client: 'simple-oauth2',
    name: 'a grant class',
    source: `import { ClientCredentials } from 'simple-oauth2';
      new ClientCredentials({ client: {}, auth: { tokenHost: '${host}', tokenPath: '/identity/oauth/token' } }).getToken({});`,
    expect: ['POST /identity/oauth/token'],
  },
  {
    client: 'simple-oauth2',
    name: 'create(), as it was',
    source: `const oauth2 = require('simple-oauth2').create({ client: {}, auth: { tokenHost: '${host}', tokenPath: '/identity/oauth/token' } }); oauth2.clientCredentials.getToken({});`,
    expect: ['POST /identity/oauth/token'],
  },
  {
    client: 'client-oauth2',
    name: 'a flow',
    source: `const OAuth = require('client-oauth2'); new OAuth({ accessTokenUri: '${host}/identity/oauth/token' }).credentials.getToken();`,
    expect: ['POST /identity/oauth/token'],
  },
];
