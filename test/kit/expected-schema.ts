import type { FromSchema } from '../../src/schema/index.ts';

const texts = { type: 'array', items: { type: 'string' }, uniqueItems: true } as const;
const idioms = [
  'base-url',
  'path',
  'method',
  'client',
  'following',
  'not-a-call',
  'role-changes',
  'robustness',
] as const;
const idiom = { enum: idioms } as const;
const difficulty = { type: 'integer', minimum: 1, maximum: 5 } as const;

/** The contract of `expected.json` beside a fixture: what rolefit should conclude from its folder. */
export const expectedSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['idiom', 'difficulty', 'role', 'operations'],
  properties: {
    idiom,
    difficulty,
    role: {
      type: 'object',
      additionalProperties: false,
      required: ['status', 'permissions'],
      properties: { status: { enum: ['complete', 'lower-bound'] }, permissions: texts },
    },
    operations: texts,
    unreachable: texts,
    unresolved: { type: 'integer', minimum: 1 },
    unmatched: texts,
    findings: texts,
    passed: texts,
  },
} as const;

export type Expected = FromSchema<typeof expectedSchema>;

/** The contract of `fixtures/packages/*.json`: every call of a published package, found by reading it. */
export const packageSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['package', 'version', 'folder', 'difficulty', 'notes', 'calls', 'unmatched', 'unresolved', 'passThrough'],
  properties: {
    package: { type: 'string' },
    version: { type: 'string' },
    folder: { type: 'string' },
    difficulty,
    notes: { type: 'string' },
    calls: { type: 'array', items: { $ref: '#/$defs/operation' } },
    unmatched: { type: 'array', items: { $ref: '#/$defs/call' } },
    unresolved: { type: 'array', items: { $ref: '#/$defs/call' } },
    passThrough: { type: 'array', items: { $ref: '#/$defs/passThrough' } },
  },
  $defs: {
    operation: {
      type: 'object',
      additionalProperties: false,
      required: ['operation', 'file', 'line', 'via'],
      properties: {
        operation: { type: 'string' },
        file: { type: 'string' },
        line: { type: 'integer' },
        via: { type: 'string' },
      },
    },
    call: {
      type: 'object',
      additionalProperties: false,
      required: ['call', 'file', 'line', 'via'],
      properties: {
        call: { type: 'string' },
        file: { type: 'string' },
        line: { type: 'integer' },
        via: { type: 'string' },
      },
    },
    passThrough: {
      type: 'object',
      additionalProperties: false,
      required: ['file', 'line', 'why'],
      properties: { file: { type: 'string' }, line: { type: 'integer' }, why: { type: 'string' } },
    },
  },
} as const;

export type PackageExpectation = FromSchema<typeof packageSchema>;
