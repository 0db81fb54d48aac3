import { severities } from '../model/finding.ts';
import { findingKindNames } from '../model/finding-kinds/index.ts';
import { effects } from '../model/operation.ts';
import type { FromSchema } from './from-schema.ts';

/** So many entries a list has at most: more is not written by a person. */
const maxItems = 1_000;

const text = { type: 'string', minLength: 1, maxLength: 1_000 } as const;
const texts = { type: 'array', maxItems, uniqueItems: true, items: text } as const;
const serviceName = {
  description: 'The name of the service: one line of at most 100 characters.',
  type: 'string',
  pattern: '^\\S(.{0,98}\\S)?$',
} as const;
const kind = {
  description: 'A kind of finding, e.g. "excess-permission".',
  enum: findingKindNames,
} as const;

/** What both a service and the short form of a config with only one service can say. */
const serviceFields = {
  sources: { ...texts, description: 'Folders and source files of the service.', minItems: 1 },
  entries: { ...texts, description: 'Files or folders where the program begins, instead of those found.' },
  accessLogs: { ...texts, description: 'Access logs: paths, or patterns such as "logs/*.log".' },
  hosts: { ...texts, description: 'Hosts that are Marketo as well, such as a proxy.' },
  granted: {
    description: 'What its role grants today: a file, "vendor:<name>", a list of names, or a file and its roles.',
    oneOf: [
      text,
      texts,
      {
        type: 'object',
        additionalProperties: false,
        required: ['file', 'roles'],
        properties: { file: text, roles: { ...texts, minItems: 1 } },
      },
    ],
  },
  user: {
    ...text,
    description: "The API-Only user, as Marketo's identity answer names it. Compared with traffic, never shown.",
  },
  credential: {
    ...text,
    description: 'A label of the credential, e.g. the variable that holds the client id; never the secret itself.',
  },
} as const;

/** The contract of rolefit.config.json (or YAML, or "rolefit" in package.json). */
export const configSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'rolefit configuration',
  description: 'The services of a repository that call Marketo, and what the check asks of them.',
  type: 'object',
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    services: {
      description: 'Each Custom Service with its code and its role; paths start from the folder of this file.',
      type: 'array',
      minItems: 1,
      maxItems,
      items: { $ref: '#/$defs/service' },
    },
    name: serviceName,
    ...serviceFields,
    traffic: {
      ...texts,
      description: 'Recordings (HAR) of all services, given to each by its user: paths, or patterns such as "*.har".',
    },
    workspaces: {
      description: 'The workspaces of the subscription and the partitions that each of them sees.',
      type: 'array',
      maxItems,
      items: { $ref: '#/$defs/workspace' },
    },
    clients: { ...texts, description: 'Files that describe own clients and SDKs, as rules/clients and rules/sdks do.' },
    annotations: { type: 'array', maxItems, items: { $ref: '#/$defs/annotation' } },
    policy: { $ref: '#/$defs/policy' },
    exceptions: { type: 'array', maxItems, items: { $ref: '#/$defs/exception' } },
    includeTests: { description: 'Analyse tests, mocks and stories like other files.', type: 'boolean' },
    includeUnreachable: { description: 'Count calls for the role that nothing reaches.', type: 'boolean' },
  },
  $defs: {
    service: {
      description: 'A Custom Service: one API-Only user, one role.',
      type: 'object',
      additionalProperties: false,
      required: ['name'],
      properties: {
        name: serviceName,
        ...serviceFields,
        traffic: { ...texts, description: 'Recordings (HAR) of this service alone: paths or patterns.' },
        workspaces: { ...texts, description: 'Names of the workspaces that its role is given in.' },
        forbidden: { $ref: '#/$defs/forbidden' },
      },
    },
    workspace: {
      type: 'object',
      additionalProperties: false,
      required: ['name'],
      properties: { name: text, partitions: texts },
    },
    annotation: {
      description: 'Says what calls are whose target cannot be followed, like a `rolefit:` comment.',
      type: 'object',
      additionalProperties: false,
      required: ['file', 'operations'],
      properties: {
        file: text,
        call: { ...text, description: 'A piece of the line of the call; without it, every such call of the file.' },
        operations: {
          ...texts,
          description: 'Ids such as "GET /rest/v1/leads.json"; or "no request" for a text that only looks like one.',
          minItems: 1,
        },
      },
    },
    policy: {
      type: 'object',
      additionalProperties: false,
      properties: {
        findings: {
          description: 'By kind of finding: how much it matters here; "off" leaves it out.',
          type: 'object',
          propertyNames: kind,
          additionalProperties: { enum: [...severities, 'warn', 'off'] },
        },
        failOn: { description: 'The lowest severity that fails the check.', enum: [...severities, 'never'] },
        minimumConfidence: {
          description: 'Findings that are less sure are left out; growth of a role never is.',
          enum: ['exact', 'inferred', 'partial'],
        },
        requireComplete: { description: 'Fail when a call could not be followed or matched.', type: 'boolean' },
        forbidden: { $ref: '#/$defs/forbidden' },
      },
    },
    forbidden: {
      description: 'What must never be needed, however much the code asks for it.',
      type: 'object',
      additionalProperties: false,
      properties: {
        permissions: { ...texts, description: 'Names of permissions.' },
        effects: { description: 'What no operation may do.', type: 'array', items: { enum: effects } },
      },
    },
    exception: {
      description: 'A decision to live with findings: those of the kind for which everything else given here holds.',
      type: 'object',
      additionalProperties: false,
      required: ['kind', 'reason'],
      properties: {
        kind,
        service: text,
        permission: text,
        operation: { ...text, description: 'An id such as "GET /rest/v1/leads.json".' },
        file: text,
        until: {
          description: 'The last day on which it holds, as YYYY-MM-DD (UTC).',
          type: 'string',
          pattern: '^\\d{4}-\\d{2}-\\d{2}$',
        },
        reason: { ...text, description: 'Why; for the next reader.', pattern: '\\S' },
      },
    },
  },
} as const;

/** The value of a valid config, as written. */
export type ConfigFile = FromSchema<typeof configSchema>;
