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

/** What can be said of a kind. */
const kindFields = {
  call: { description: 'What calling it does.', $ref: '#/$defs/member' },
  construct: {
    description: 'What `new` does; left out: it gives a thing of the same kind.',
    $ref: '#/$defs/member',
  },
  members: { type: 'object', additionalProperties: { $ref: '#/$defs/member' } },
  otherMembers: { description: 'Every member that is not named.', $ref: '#/$defs/member' },
  options: { $ref: '#/$defs/options' },
  join: {
    description:
      'How base and path meet: several ways where majors differ, or by the name of the option. Left out: append.',
    oneOf: [
      { $ref: '#/$defs/join' },
      { type: 'array', minItems: 2, uniqueItems: true, items: { $ref: '#/$defs/join' } },
      { type: 'object', minProperties: 1, additionalProperties: { $ref: '#/$defs/join' } },
    ],
  },
  defaultMethod: { description: 'Left out: GET.', $ref: '#/$defs/method' },
  methodWith: {
    description: 'The method where nothing names one and one of these options is there.',
    type: 'array',
    minItems: 1,
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['options', 'method'],
      properties: { options: names, method: { $ref: '#/$defs/method' } },
    },
  },
  pathReplaces: { description: 'The option `path` takes the place of the path of an address beside it.', ...yes },
  hooks: {
    description: 'Functions among the options, or methods of `this`, that may change a request.',
    type: 'array',
    minItems: 1,
    items: { $ref: '#/$defs/hook' },
  },
  pathParameters: {
    description: 'Parts of the path that options fill in.',
    type: 'object',
    additionalProperties: false,
    required: ['style', 'options'],
    properties: { style: { enum: ['braces', 'colon', 'either'] }, options: names },
  },
  methodInAddress: {
    description: 'What before an address names the method: "GET /path" (words), "@get/path" (at-sign).',
    enum: ['words', 'at-sign'],
  },
  changes: { description: 'The program may set parts of the request on the thing.', ...yes },
  handed: { description: 'A whole request: code that is not followed and gets it is taken to send it.', ...yes },
} as const;

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
    language: {
      description: 'The language of the programs that use it; left out: JavaScript.',
      enum: ['python', 'go', 'php', 'ruby', 'java', 'csharp'],
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
    versions: {
      description:
        'What is otherwise in some versions: the installed one decides. Where it is not known, `kinds` counts, which has every reading.',
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['range', 'kinds'],
        properties: {
          range: {
            description: 'From one version on, below another, or both: ">=6 <7".',
            type: 'string',
            pattern: '^(>=\\d+(\\.\\d+){0,2}( <\\d+(\\.\\d+){0,2})?|<\\d+(\\.\\d+){0,2})$',
          },
          kinds: {
            description: 'What stands in the place of what `kinds` says; members one by one.',
            type: 'object',
            minProperties: 1,
            additionalProperties: {
              type: 'object',
              additionalProperties: false,
              minProperties: 1,
              properties: kindFields,
            },
          },
        },
      },
    },
    recorded: {
      description: 'Programs for the client, and what a server got of them: the lint holds the description to them.',
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['program', 'arrived'],
        properties: {
          program: { description: 'A module. "@B@" stands for the origin that it asks.', type: 'string', minLength: 1 },
          arrived: {
            description: 'Method and path of each request, e.g. "GET /rest/v1/leads.json".',
            type: 'array',
            items: { type: 'string', pattern: '^[A-Z]+ \\S+$' },
          },
          installed: {
            description: 'The version of each package that it was run with.',
            type: 'object',
            additionalProperties: { type: 'string', minLength: 1 },
          },
        },
      },
    },
  },
  $defs: {
    kind: {
      type: 'object',
      additionalProperties: false,
      required: ['options'],
      properties: {
        ...kindFields,
      },
    },
    member: {
      description:
        'What a member is, or what calling it does. One of the fields up to `service`; those behind it say more of some of them.',
      type: 'object',
      additionalProperties: false,
      minProperties: 1,
      properties: {
        request: { description: 'It sends a request.', $ref: '#/$defs/request' },
        becomes: { description: 'It gives a thing of another kind.', type: 'string', minLength: 1 },
        kind: { description: 'It is no function but a thing of this kind.', type: 'string', minLength: 1 },
        defaultOptions: { description: 'It is the object of options that every request starts from.', ...yes },
        names: {
          ...names,
          description:
            'The names of the first arguments, in order, where they may be given by name. All other names are options.',
        },
        interceptor: { ...index, description: 'The argument that is run on the options of every request.' },
        eject: {
          description: 'The argument that says which interceptor is taken away again, or all of them.',
          oneOf: [index, { const: 'all' }],
        },
        sets: {
          description: 'It changes what requests start from, and gives the thing.',
          type: 'object',
          additionalProperties: false,
          minProperties: 1,
          properties: {
            options: index,
            base: index,
            url: index,
            body: index,
            method: { $ref: '#/$defs/methodOrIndex' },
            query: {
              description: 'One parameter of the query.',
              type: 'object',
              additionalProperties: false,
              required: ['name', 'value'],
              properties: { name: index, value: index },
            },
          },
        },
        address: { description: 'It gives the address of this request, which is not sent.', $ref: '#/$defs/request' },
        segment: { description: 'It is such a thing, whose base goes on with its name.', type: 'string', minLength: 1 },
        part: { description: 'It is this part of the request that the thing stands for.', enum: ['url', 'method'] },
        callback: { ...index, description: 'The argument that is a function called with the client.' },
        returns: { ...index, description: 'The argument that is given back.' },
        answer: { description: 'It gives the answer, or hands it to functions among its arguments.', ...yes },
        text: { description: 'It is this text.', type: 'string', minLength: 1 },
        runs: {
          description:
            'It runs a function among its arguments, which asks for what another argument names. Where there is none, something else asks for it.',
          type: 'object',
          additionalProperties: false,
          required: ['functions', 'gets'],
          properties: {
            functions: {
              description: 'Where the function may stand; the first that is there runs.',
              type: 'array',
              minItems: 1,
              items: {
                type: 'object',
                additionalProperties: false,
                required: ['argument'],
                properties: { argument: index, option: { type: 'string', minLength: 1 } },
              },
            },
            gets: { ...index, description: 'The argument that it gets; what gives that, where it is a function.' },
            spread: { description: 'A list there is spread in older majors: it runs in both ways.', ...yes },
          },
        },
        service: {
          description: 'It gives a class: a set-up function, default options, and methods, by position.',
          type: 'object',
          additionalProperties: false,
          required: ['becomes', 'setUp', 'defaults', 'methods'],
          properties: { becomes: { type: 'string', minLength: 1 }, setUp: index, defaults: index, methods: index },
        },
        defaults: {
          description: 'With becomes: the argument whose options the new thing starts from, or all of them.',
          oneOf: [index, { const: 'all' }],
        },
        drops: {
          description: 'With becomes: what of this thing the new one does not start from.',
          type: 'array',
          minItems: 1,
          uniqueItems: true,
          items: { enum: ['options', 'interceptors', 'method'] },
        },
        starts: { description: 'With becomes: parts that arguments of their own name.', $ref: '#/$defs/starts' },
        routes: {
          description: 'With becomes: the argument that describes routes, each with `method` and `path`.',
          type: 'object',
          additionalProperties: false,
          required: ['argument', 'options'],
          properties: {
            argument: index,
            within: {
              description: 'The property of the argument that holds the routes; left out: it is the routes.',
              type: 'string',
              minLength: 1,
            },
            mayLackMethod: { description: 'A route without a method asks by the default one.', ...yes },
            prefix: {
              description: 'The option around the routes that all their paths begin with.',
              type: 'string',
              minLength: 1,
            },
            name: { description: 'The property that names a route; left out: its key.', type: 'string', minLength: 1 },
            options: { ...index, description: 'The argument of such a method that holds its options.' },
            optionsBesideBody: { ...index, description: 'The same for methods that send a body.' },
          },
        },
        endpoints: {
          description: 'With becomes: an API that functions describe, each of which is asked once.',
          type: 'object',
          additionalProperties: false,
          required: ['argument', 'option', 'methods', 'asks', 'sends'],
          properties: {
            argument: index,
            option: { description: 'Gets the builder, gives the endpoints.', type: 'string', minLength: 1 },
            methods: { description: 'Methods of the builder, each of which gets an object.', ...names },
            asks: {
              description: 'The function in that object that says what to ask for.',
              type: 'string',
              minLength: 1,
            },
            sends: { description: 'The option that gets that, and sends it.', type: 'string', minLength: 1 },
          },
        },
        hook: { description: 'With interceptor: how it is called.', $ref: '#/$defs/hook' },
      },
    },
    hook: {
      description: 'A function that is run on each request before it is sent, and what of it counts afterwards.',
      type: 'object',
      additionalProperties: false,
      required: ['gets'],
      properties: {
        option: {
          description: 'The option that holds it, or a list. A dot leads inwards.',
          type: 'string',
          minLength: 1,
        },
        all: { description: 'The option counts wherever it is given, also beside a later one.', ...yes },
        ofThis: { description: 'The method of `this`.', type: 'string', minLength: 1 },
        property: { description: 'The property of the interceptor that holds it.', type: 'string', minLength: 1 },
        gets: { description: 'Its arguments.', type: 'array', items: { $ref: '#/$defs/hookArgument' } },
        thenGets: {
          description: 'Those of the function it gives.',
          type: 'array',
          items: { $ref: '#/$defs/hookArgument' },
        },
        gives: { description: 'What it gives counts as this.', enum: ['options', 'url', 'request'] },
        whole: { description: 'The address is whole by then, and stands in the options as a URL.', ...yes },
        lowerCase: { description: 'The method stands in the options in lower case.', ...yes },
        lastFirst: { description: 'The interceptor that was registered last runs first.', ...yes },
        passesOn: { description: 'Where it is not followed, it is taken to send the request as it stands.', ...yes },
        when: { ...index, description: 'The argument of the registration whose `runWhen` says whether it runs.' },
      },
    },
    hookPart: { enum: ['options', 'url', 'request', 'method', 'next', 'client', 'other'] },
    hookArgument: {
      description: 'A part of the request, or an object of such parts.',
      oneOf: [
        { $ref: '#/$defs/hookPart' },
        { type: 'object', minProperties: 1, additionalProperties: { $ref: '#/$defs/hookPart' } },
      ],
    },
    join: {
      description:
        'append: one slash between. concat: as they are. resolve: as a link is. directory: likewise, the base as a folder.',
      enum: ['append', 'concat', 'resolve', 'directory'],
    },
    starts: {
      type: 'object',
      additionalProperties: false,
      minProperties: 1,
      properties: {
        base: { ...index, description: 'An address, joined to the base so far.' },
        url: index,
        method: { $ref: '#/$defs/methodOrIndex' },
        named: {
          description: 'Options, by the names under which the kind reads them.',
          type: 'object',
          minProperties: 1,
          additionalProperties: index,
        },
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
        preset: { description: 'The method unless the options name one.', $ref: '#/$defs/method' },
        mayLackMethod: { description: 'Where there is one argument alone, it is the address.', ...yes },
        carriesOptions: { description: 'A URL object at `url` carries options as properties of its own.', ...yes },
        becomes: { description: 'The kind that the call gives, for chained requests.', type: 'string', minLength: 1 },
        baseOfThis: { description: 'The property of `this` that holds the base.', type: 'string', minLength: 1 },
        defaults: { ...index, description: 'The argument with options that count where no others do.' },
        list: { description: 'The argument at `url` is a list of requests.', ...yes },
        lazy: { description: 'What stands at `url` may be a function that gives it.', ...yes },
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
    method: { enum: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'QUERY', 'LINK', 'UNLINK'] },
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
