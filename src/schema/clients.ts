import type { FromSchema } from './from-schema.ts';
import { sourceList } from './source-list.ts';

const index = {
  description: 'The position of an argument, counted from 0.',
  type: 'integer',
  minimum: 0,
  maximum: 9,
} as const;
const names = { type: 'array', uniqueItems: true, items: { type: 'string', minLength: 1 } } as const;
const kind = { description: 'A kind of this file.', type: 'string', minLength: 1 } as const;
const yes = { const: true } as const;

/** The contract of rules/clients/<client>.json: an HTTP client library, and how a request's parts arrive in its calls. */
export const clientsSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'rolefit HTTP client',
  description:
    'An HTTP client library: which names lead to which kind of thing, and where the parts of a request stand.',
  type: 'object',
  additionalProperties: false,
  required: ['client', 'sources', 'root', 'kinds'],
  properties: {
    $schema: { type: 'string' },
    client: {
      description: 'The name of the file, without .json.',
      type: 'string',
      pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
    },
    sources: sourceList,
    modules: { description: 'What programs import, without the prefix "node:".', ...names },
    globals: { description: 'Global names that stand for the root kind.', ...names },
    root: { description: 'The kind of the module itself and of its default export.', type: 'string', minLength: 1 },
    exports: {
      description: 'Kinds by named export, types included, that are not members of the root.',
      type: 'object',
      additionalProperties: kind,
    },
    kinds: {
      description: 'The things that the library gives: its function, an instance, a request under construction.',
      type: 'object',
      minProperties: 1,
      additionalProperties: { $ref: '#/$defs/kind' },
    },
  },
  $defs: {
    kind: {
      type: 'object',
      additionalProperties: false,
      required: ['options'],
      properties: {
        call: { description: 'What calling it does.', $ref: '#/$defs/member' },
        construct: {
          description: 'What `new` does; left out: it gives a thing of the same kind.',
          $ref: '#/$defs/member',
        },
        members: { type: 'object', additionalProperties: { $ref: '#/$defs/member' } },
        otherMembers: { description: 'Every member that is not named.', $ref: '#/$defs/member' },
        options: { $ref: '#/$defs/options' },
        join: {
          description: 'append (left out): base, then path. resolve: as a link is resolved against the base.',
          enum: ['append', 'resolve'],
        },
        defaultMethod: { description: 'Left out: GET.', $ref: '#/$defs/method' },
      },
    },
    member: {
      description: 'What a member is, or what calling it does. Exactly one of the first eight fields.',
      type: 'object',
      additionalProperties: false,
      minProperties: 1,
      properties: {
        request: { description: 'It sends a request.', $ref: '#/$defs/request' },
        becomes: { description: 'It gives a thing of another kind.', type: 'string', minLength: 1 },
        kind: { description: 'It is no function but a thing of this kind.', type: 'string', minLength: 1 },
        defaultOptions: { description: 'It is the object of options that every request starts from.', ...yes },
        interceptor: { ...index, description: 'The argument that is run on the options of every request.' },
        callback: { ...index, description: 'The argument that is a function called with the client.' },
        returns: { ...index, description: 'The argument that is given back.' },
        answer: { description: 'It gives the answer, or hands it to functions among its arguments.', ...yes },
        text: { description: 'It is this text.', type: 'string', minLength: 1 },
        defaults: { ...index, description: 'With becomes: the argument whose options the new thing starts from.' },
        starts: { description: 'With becomes: parts that arguments of their own name.', $ref: '#/$defs/starts' },
      },
    },
    starts: {
      type: 'object',
      additionalProperties: false,
      minProperties: 1,
      properties: {
        base: { ...index, description: 'An address, joined to the base so far.' },
        url: index,
        method: { $ref: '#/$defs/methodOrIndex' },
        anyOrder: {
          description: 'A word in capitals is the method, an address the base, wherever they stand.',
          ...yes,
        },
      },
    },
    request: {
      description: 'Where the parts stand. An object at `url` is taken as the options.',
      type: 'object',
      additionalProperties: false,
      properties: {
        url: index,
        options: index,
        body: index,
        query: index,
        base: index,
        method: { $ref: '#/$defs/methodOrIndex' },
        becomes: { description: 'The kind that the call gives, for chained requests.', type: 'string', minLength: 1 },
        baseOfThis: { description: 'The property of `this` that holds the base.', type: 'string', minLength: 1 },
        list: { description: 'The argument at `url` is a list of requests.', ...yes },
      },
    },
    options: {
      description: 'Names of the options that carry a part, the first found counts. A dot leads into an inner object.',
      type: 'object',
      additionalProperties: false,
      properties: {
        url: names,
        base: names,
        host: names,
        path: names,
        method: names,
        query: names,
        body: names,
        form: names,
      },
    },
    method: { enum: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] },
    methodOrIndex: {
      description: 'A fixed method, or the argument that names it.',
      oneOf: [index, { $ref: '#/$defs/method' }],
    },
  },
} as const;

/** The value of a valid file of rules/clients. */
export type ClientFile = FromSchema<typeof clientsSchema>;

/** The contract of rules/clients/not-calls.json: what is never evidence of a call. */
export const notCallsSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'rolefit: not calls',
  description: 'Libraries and functions that get addresses without requesting them.',
  type: 'object',
  additionalProperties: false,
  required: ['modules', 'globals', 'functions', 'mocks', 'routes'],
  properties: {
    $schema: { type: 'string' },
    modules: { description: 'Modules whose every call is ignored: mocks, test frameworks, loggers.', ...names },
    globals: {
      description: 'Global names likewise. A parameter of that name counts too, so only telling names.',
      ...names,
    },
    functions: { description: 'Last names of functions that write a text for people.', ...names },
    mocks: { description: 'Of all these, the names that belong to mocks and tests rather than to people.', ...names },
    routes: { description: 'Names of methods that serve a route when they get a handler.', ...names },
    keepers: {
      description: 'Last words of the names of things that keep, count or hash what they get: "responseCache".',
      ...names,
    },
    keeping: { description: 'Words in the names of functions that hash or sign what they get: "signUrl".', ...names },
    services: {
      description: 'Words by which settings name another service: "SLACK_BOT_TOKEN". No word that Marketo uses itself.',
      ...names,
    },
    links: {
      description: 'Words in the names of whole addresses that lead to no API: "asset.downloadUrl", "WEBHOOK_URL".',
      ...names,
    },
    headers: { description: 'Names of headers, in lower case, that only other services are sent.', ...names },
    paths: {
      description: 'Starts of paths, in lower case, that look like Marketo’s and are other services’.',
      ...names,
    },
  },
} as const;

/** The value of a valid rules/clients/not-calls.json. */
export type NotCallsFile = FromSchema<typeof notCallsSchema>;
