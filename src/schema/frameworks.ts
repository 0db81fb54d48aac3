import type { FromSchema } from './from-schema.ts';
import { sourceList } from './source-list.ts';

const names = {
  description: 'Names; * stands for any text.',
  type: 'array',
  uniqueItems: true,
  minItems: 1,
  items: { type: 'string', minLength: 1 },
} as const;

const called = {
  calls: { ...names, description: 'Members that it calls, by name; accessors that it reads are members.' },
  decorated: {
    ...names,
    description: 'Its decorators that make a member one that it calls. Static members never are ones by a decorator.',
  },
  statics: { ...names, description: 'Static members that it calls or reads, by name.' },
  fields: {
    description: 'Functions that an object has in fields of its own are called as well, whatever they are called.',
    const: true,
  },
  named: {
    description: 'Members are also called by names that the program gives it, as a text anywhere.',
    const: true,
  },
  shownBy: {
    description: 'The files of the package, or the pages, that show it.',
    type: 'string',
    minLength: 1,
  },
} as const;

/** The contract of rules/frameworks/<framework>.json: what a framework calls of classes and objects that it has. */
export const frameworksSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'rolefit framework',
  description:
    'What a framework calls, by its own rules, of the classes and objects that it has. What no row speaks of may be called whole.',
  type: 'object',
  additionalProperties: false,
  required: ['framework', 'sources', 'versions'],
  properties: {
    $schema: { type: 'string' },
    framework: {
      description: 'The name of the file, without .json.',
      type: 'string',
      pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
    },
    sources: sourceList,
    versions: {
      description: 'The versions that were looked at, by package.',
      type: 'object',
      minProperties: 1,
      additionalProperties: { type: 'string', minLength: 1 },
    },
    modules: { ...names, description: 'What programs import, without the prefix "node:"; * stands for any text.' },
    globals: { ...names, description: "Global names that are the framework's." },
    classes: {
      description: 'Classes of the program, and their instances.',
      type: 'array',
      minItems: 1,
      items: { $ref: '#/$defs/class' },
    },
    objects: {
      description: 'Objects that no class made. Objects that they hold are handed over with them.',
      type: 'array',
      minItems: 1,
      items: { $ref: '#/$defs/object' },
    },
    files: {
      description: 'Modules that it finds by their place in a package that depends on it.',
      type: 'array',
      minItems: 1,
      items: { $ref: '#/$defs/files' },
    },
    waiting: {
      description: 'Calls that call nothing of what they are given until something is done with what they give.',
      type: 'array',
      minItems: 1,
      items: { $ref: '#/$defs/waiting' },
    },
    bindings: {
      description: 'Objects that name who gets what they hold, e.g. { provide: TOKEN, useClass: Loader }.',
      type: 'array',
      minItems: 1,
      items: { $ref: '#/$defs/binding' },
    },
  },
  $defs: {
    class: {
      description:
        'What tells them is at least one of decorators, bases and given. Nothing is called but what is named.',
      type: 'object',
      additionalProperties: false,
      required: ['shownBy'],
      properties: {
        decorators: { ...names, description: 'Decorators that tell them: on the class, a member or a parameter.' },
        bases: { ...names, description: 'Base classes that tell them.' },
        given: {
          ...names,
          description: 'Where they are handed over: members and calls from the module on, e.g. Container.set.',
        },
        made: {
          description: 'given (left out): a decorator alone only takes a note. decorated: it is enough to be made.',
          enum: ['given', 'decorated'],
        },
        ...called,
      },
    },
    object: {
      type: 'object',
      additionalProperties: false,
      required: ['given', 'shownBy'],
      properties: { given: { ...names, description: 'Where they are handed over.' }, ...called },
    },
    files: {
      type: 'object',
      additionalProperties: false,
      required: ['exports', 'shownBy'],
      properties: {
        told: { $ref: '#/$defs/told' },
        paths: {
          description:
            'From the folder of the package, without the ending: ** is any folders, * any text, {a,b} either.',
          type: 'array',
          uniqueItems: true,
          minItems: 1,
          items: { type: 'string', minLength: 1 },
        },
        exports: {
          description:
            'The exports that it takes, and no other; * stands for any text. Empty: it does not load the file.',
          type: 'array',
          uniqueItems: true,
          items: { type: 'string', minLength: 1 },
        },
        shownBy: called.shownBy,
      },
    },
    told: {
      description: 'Instead of paths: the program names the file in a call, by the text of its path or by a glob.',
      type: 'object',
      additionalProperties: false,
      required: ['given'],
      properties: {
        given: { ...names, description: 'The calls, e.g. Worker.' },
        argument: { description: 'Which argument, from 0 on. Left out: any.', type: 'integer', minimum: 0 },
        key: { description: 'The property that the path stands under, at any depth.', type: 'string', minLength: 1 },
      },
    },
    waiting: {
      type: 'object',
      additionalProperties: false,
      required: ['given', 'shownBy'],
      properties: {
        given: { ...names, description: 'The calls: members and calls from the module on, e.g. Hono().get.' },
        holds: {
          description:
            'anything (left out): functions of the program too. results: those it may call at once; what other waiting calls gave it keeps.',
          enum: ['anything', 'results'],
        },
        keptBy: {
          description: 'result (left out): what the call gives. receiver: what it is called on keeps it as well.',
          enum: ['result', 'receiver'],
        },
        argument: { description: 'The argument that waits, from 0 on. Left out: all.', type: 'integer', minimum: 0 },
        option: {
          description: 'They only wait with this property in an object among their arguments.',
          type: 'object',
          additionalProperties: false,
          required: ['name', 'is'],
          properties: {
            name: { type: 'string', minLength: 1 },
            is: { description: 'As it must be written.', enum: [true, false, 0] },
          },
        },
        without: { ...names, description: 'Properties of such an object with which they do not wait.' },
        shownBy: called.shownBy,
      },
    },
    binding: {
      type: 'object',
      additionalProperties: false,
      required: ['token', 'shownBy'],
      properties: {
        token: { description: 'The property with the token. Who made it gets the rest.', type: 'string', minLength: 1 },
        shownBy: called.shownBy,
      },
    },
  },
} as const;

/** The value of a valid file of rules/frameworks. */
export type FrameworkFile = FromSchema<typeof frameworksSchema>;
