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
    kept: {
      description: 'Tables whose members are each only used by a name that the program writes elsewhere too.',
      type: 'array',
      minItems: 1,
      items: { $ref: '#/$defs/kept' },
    },
    named: {
      description:
        'Tables of a component whose members are each only used by a name that the program writes elsewhere too.',
      type: 'array',
      minItems: 1,
      items: { $ref: '#/$defs/named' },
    },
    begun: {
      description: 'Members that nothing calls before the program does more with an object of the framework.',
      type: 'array',
      minItems: 1,
      items: { $ref: '#/$defs/begun' },
    },
    server: { $ref: '#/$defs/server' },
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
        named: {
          description: 'It takes the exports as well that the program names, as a text anywhere.',
          const: true,
        },
        manifest: {
          description: 'Only where package.json has this field, and modules that its texts name, or do not name.',
          type: 'object',
          additionalProperties: false,
          required: ['field', 'names'],
          properties: {
            field: { description: 'Names from the top on, e.g. oclif.hooks.', type: 'string', minLength: 1 },
            names: { description: 'Whether the row is about those that are named there.', type: 'boolean' },
            without: { ...names, description: 'Names of settings with which the field means something else.' },
          },
        },
        onlyTold: {
          description: 'Nothing is loaded from there but what rows with told find, where they find anything.',
          type: 'object',
          additionalProperties: false,
          properties: { unless: { ...names, description: 'Names that tell in another way.' } },
        },
        off: {
          description: 'An export that, where it is false, keeps the framework from using the module.',
          type: 'string',
          minLength: 1,
        },
        passedOver: {
          description: 'It passes over a module in whose folder an index stands.',
          type: 'object',
          additionalProperties: false,
          properties: { but: { ...names, description: 'Paths, as above, that it does not pass over.' } },
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
        given: { ...names, description: 'The calls, e.g. Worker; or, with passed, what another call is given.' },
        argument: { description: 'Which argument, from 0 on. Left out: any.', type: 'integer', minimum: 0 },
        key: { description: 'The property that the path stands under, at any depth.', type: 'string', minLength: 1 },
        passed: {
          description: 'What given names is itself an argument of the call: app.register(autoload, { dir }).',
          const: true,
        },
        folder: { description: 'The path is that of a folder: every module in it is meant.', const: true },
        without: { ...names, description: 'Properties with which the call means other files.' },
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
        idle: { ...names, description: 'Methods of the result that start nothing.' },
        unless: { ...names, description: 'Names that start it in another way, wherever the program writes them.' },
        shownBy: called.shownBy,
      },
    },
    kept: {
      type: 'object',
      additionalProperties: false,
      required: ['given', 'shownBy'],
      properties: {
        given: { ...names, description: 'The calls that are given it, e.g. Schema.' },
        argument: { description: 'Which argument, from 0 on. Left out: 0.', type: 'integer', minimum: 0 },
        key: { description: 'The property of it that is the table. Left out: itself.', type: 'string', minLength: 1 },
        calls: { ...names, description: 'Members that the framework uses by itself.' },
        unless: { ...names, description: 'Names that use all of them, wherever the program writes them.' },
        shownBy: called.shownBy,
      },
    },
    named: {
      type: 'object',
      additionalProperties: false,
      required: ['tables', 'beside', 'shownBy'],
      properties: {
        tables: { ...names, description: 'The members of the component that are tables, e.g. methods.' },
        beside: { ...names, description: 'Members one of which the component has, so that its code alone names them.' },
        shownBy: called.shownBy,
      },
    },
    begun: {
      type: 'object',
      additionalProperties: false,
      required: ['made', 'idle', 'members', 'shownBy'],
      properties: {
        made: { ...names, description: 'Calls that make the object, e.g. Umzug.' },
        idle: { ...names, description: 'Its methods that do not lead to them.' },
        members: { ...names, description: 'The members, of whatever the framework has.' },
        shownBy: called.shownBy,
      },
    },
    server: {
      description: 'What is not done with a page where only a server renders it, once and as a text.',
      type: 'object',
      additionalProperties: false,
      required: ['modules', 'shownBy'],
      properties: {
        modules: { ...names, description: 'Modules that render so.' },
        markup: { ...names, description: 'What files of components end in, e.g. .svelte.' },
        neutral: { ...names, description: 'Other modules of which is known that they render nothing.' },
        elements: { ...names, description: 'Calls that make what is rendered, e.g. createElement.' },
        client: { ...names, description: 'Names that make a page live, wherever the program writes them.' },
        calls: {
          description: 'Calls that call nothing then of what they are given.',
          type: 'array',
          minItems: 1,
          items: {
            type: 'object',
            additionalProperties: false,
            required: ['given'],
            properties: {
              given: { ...names, description: 'The calls, e.g. useEffect.' },
              arguments: {
                description: 'Which arguments, from 0 on. Left out: all.',
                type: 'array',
                minItems: 1,
                items: { type: 'integer', minimum: 0 },
              },
              inside: {
                description: 'Only directly in a function of this name that waits for nothing.',
                type: 'string',
                minLength: 1,
              },
              without: { ...names, description: 'Not with these properties in an object among the arguments.' },
            },
          },
        },
        props: { ...names, description: 'What an element of the page is given under these names is not called.' },
        members: { ...names, description: 'Members of a component that no class made that are not called.' },
        tables: { ...names, description: 'Members whose own functions are not called, of a component without setup.' },
        classes: {
          description: 'Of a class and its instances only these are called.',
          type: 'object',
          additionalProperties: false,
          properties: { calls: called.calls, statics: called.statics },
        },
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
