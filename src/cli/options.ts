import { trafficFormats } from '../load/traffic-format.ts';
import { InputError } from '../model/input-error.ts';
import { type AnswerFormat, answerFormats, formats } from '../report/formats.ts';
import { failLevels } from './exit-code.ts';

const groups = {
  input: 'Input:',
  source: 'Source code:',
  output: 'Output:',
  gate: 'Gate:',
  exit: 'Exit code:',
} as const;

/** How to read what is analysed; every command that analyses something has these. */
export const readingOptions = {
  config: {
    group: groups.input,
    describe: 'Config file to use when no paths are given',
    type: 'string',
    requiresArg: true,
    defaultDescription: 'the one of this folder',
  },
  from: {
    group: groups.input,
    describe: 'Input type; guessed from the file name by default',
    choices: trafficFormats,
  },
  'log-fields': {
    group: groups.input,
    describe: 'Fields of a JSON log, e.g. method=req.m,path=req.url,user=req.by',
    type: 'string',
    requiresArg: true,
  },
  'mcp-tools': {
    group: groups.input,
    describe: "Tools of Adobe's MCP server that a client may call: a file, names separated by commas, or *",
    type: 'string',
    requiresArg: true,
  },
  host: {
    group: groups.input,
    describe: 'Another host that is Marketo, such as a proxy; may be repeated',
    type: 'string',
    array: true,
    nargs: 1,
  },
  service: {
    group: groups.input,
    describe: 'Only this service of the config',
    type: 'string',
    requiresArg: true,
  },
  principal: {
    group: groups.input,
    describe: 'Only the calls of this API user, by its label in the report',
    type: 'string',
    requiresArg: true,
  },
  entry: {
    group: groups.source,
    describe: 'Entry point of the program, a file or folder, instead of those found; may be repeated',
    type: 'string',
    array: true,
    nargs: 1,
  },
  clients: {
    group: groups.source,
    describe: 'A file that describes a wrapper or SDK of your own; may be repeated',
    type: 'string',
    array: true,
    nargs: 1,
  },
  merged: {
    group: groups.source,
    describe: 'One role for all programs of the code, instead of one for each',
    type: 'boolean',
    default: false,
  },
  cache: {
    group: groups.source,
    describe: '--no-cache: read all code again, and keep nothing for the next run',
    type: 'boolean',
    default: true,
  },
  'include-tests': {
    group: groups.source,
    describe: 'Analyse tests, mocks and stories like other files',
    type: 'boolean',
    default: false,
  },
  'include-unreachable': {
    group: groups.source,
    describe: 'Also count calls that nothing reaches',
    type: 'boolean',
    default: false,
  },
} as const;

/** What to analyse and what to compare it with. */
export const inputOptions = {
  granted: {
    group: groups.input,
    describe: 'What the role grants today: a file, names separated by commas, or vendor:<name>',
    type: 'string',
    requiresArg: true,
  },
  'granted-role': {
    group: groups.input,
    describe: 'A role of the --granted file, where it holds several; may be repeated',
    type: 'string',
    array: true,
    nargs: 1,
  },
  ...readingOptions,
} as const;

const screenOptions = {
  color: {
    group: groups.output,
    describe: 'Use colour, or --no-color for none; by default as the terminal allows',
    type: 'boolean',
  },
  quiet: {
    group: groups.output,
    describe: 'No progress and no warnings on stderr',
    type: 'boolean',
    default: false,
    alias: 'q',
  },
} as const;

/** Where an answer goes and how it looks. */
export const outputOptions = {
  format: {
    group: groups.output,
    describe: 'How to write the result',
    choices: answerFormats,
    default: 'text',
    coerce: once<AnswerFormat>('format'),
  },
  output: {
    group: groups.output,
    describe: 'Write the result to this file',
    type: 'string',
    requiresArg: true,
    coerce: once<string | undefined>('output'),
  },
  ...screenOptions,
} as const;

/** How much the text report says. */
export const verboseOption = {
  verbose: {
    group: groups.output,
    describe: 'In the text: how each call was followed, why each permission is needed, and every note',
    type: 'boolean',
    default: false,
  },
} as const;

/** Where a report goes that may be wanted in several formats at once. */
export const reportOutputOptions = {
  format: {
    group: groups.output,
    describe: 'How to write the report; may be repeated',
    choices: formats,
    array: true,
    nargs: 1,
    defaultDescription: 'text',
  },
  output: {
    group: groups.output,
    describe: 'Write it to this file, or FORMAT=FILE for one of several formats; may be repeated',
    type: 'string',
    array: true,
    nargs: 1,
  },
  ...screenOptions,
} as const;

/** A check for an option of which only one value can be meant, in a command where another takes several by this name. */
export function once<Value>(name: string): (value: Value) => Value {
  return (value) => {
    if (Array.isArray(value)) throw new InputError(`--${name} is given more than once`, { next: 'give it once' });
    return value;
  };
}

/** What makes the exit code other than 0. */
export const exitOptions = {
  'fail-on': {
    group: groups.exit,
    describe: 'Exit with 1 when a finding is at least this severe',
    choices: failLevels,
    default: 'warning',
  },
  'require-complete': {
    group: groups.exit,
    describe: 'Exit with 3 when a call could not be followed or matched',
    type: 'boolean',
    default: false,
  },
} as const;

/** What a check compares with, and what it accepts. */
export const gateOptions = {
  base: {
    group: groups.gate,
    describe: 'Compare with this commit of git instead of the lock',
    type: 'string',
    requiresArg: true,
  },
  lock: { group: groups.gate, describe: '--no-lock: only apply the policy', type: 'boolean', default: true },
  update: {
    group: groups.gate,
    describe: 'Accept what is needed now: show what changes, and write the lock',
    type: 'boolean',
    default: false,
  },
  baseline: {
    group: groups.gate,
    describe: 'With --update, also accept the findings there are',
    type: 'boolean',
    default: false,
  },
  now: {
    group: groups.gate,
    describe: 'The day by which exceptions expire',
    type: 'string',
    requiresArg: true,
    defaultDescription: 'today, in UTC',
  },
} as const;

/** What a stand-in of Marketo plays. */
export const standInOptions = {
  role: {
    group: 'Stand-in:',
    describe: 'What users may do: a file or names as for --granted, or a JSON report of rolefit',
    type: 'string',
    requiresArg: true,
  },
  'role-name': {
    group: 'Stand-in:',
    describe: 'A role of the --role file, or a service of the report, where it holds several; may be repeated',
    type: 'string',
    array: true,
    nargs: 1,
  },
  scenario: {
    group: 'Stand-in:',
    describe: 'A JSON file that says who may sign in, what fails and when, and what is answered',
    type: 'string',
    requiresArg: true,
  },
} as const;

/** How the program that is run finds Marketo. */
export const runOptions = {
  'url-env': {
    group: 'Program:',
    describe: "A variable that holds Marketo's address, for programs that are not of Node; may be repeated",
    type: 'string',
    array: true,
    nargs: 1,
  },
} as const;

/** Every option there is, for "did you mean". */
export const optionNames: readonly string[] = [
  ...Object.keys({
    ...inputOptions,
    ...outputOptions,
    ...exitOptions,
    ...gateOptions,
    ...standInOptions,
    ...runOptions,
  }),
  'compare',
  'screen-reader',
  'effect',
  'disputed',
  'denied',
  'munchkin',
  'verbose',
  'drop-times',
  'force',
  'out',
  'keep-users',
  'require-traffic',
  'minimality',
  'port',
  'bind',
  'log',
  'help',
  'version',
];

/** Options of which some command takes several values; one that takes a single `format` says so itself. */
const repeatable: readonly string[] = [
  'granted-role',
  'role-name',
  'url-env',
  'host',
  'entry',
  'clients',
  'format',
  'output',
];

/** Options of which only one value can be meant. */
export const singleOptions: readonly string[] = optionNames.filter((name) => !repeatable.includes(name));
