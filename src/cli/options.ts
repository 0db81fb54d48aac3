import { formats } from '../report/index.ts';
import { failLevels } from './exit-code.ts';

const groups = { input: 'Input:', source: 'Source code:', output: 'Output:', exit: 'Exit code:' } as const;

/** How to read what is analysed; every command that analyses something has these. */
export const readingOptions = {
  host: {
    group: groups.input,
    describe: 'A host that is Marketo as well, such as a proxy; may be repeated',
    type: 'string',
    array: true,
    nargs: 1,
  },
  principal: {
    group: groups.input,
    describe: 'Only the calls of this API user, by its label in the report',
    type: 'string',
    requiresArg: true,
  },
  entry: {
    group: groups.source,
    describe: 'A file or folder where the program begins, instead of those found; may be repeated',
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
  'include-tests': {
    group: groups.source,
    describe: 'Analyse tests, mocks and stories like other files',
    type: 'boolean',
    default: false,
  },
  'include-unreachable': {
    group: groups.source,
    describe: 'Count calls for the role that nothing reaches',
    type: 'boolean',
    default: false,
  },
} as const;

/** What to analyse and what to hold it against. */
export const inputOptions = {
  granted: {
    group: groups.input,
    describe: 'What the role grants today: a file, or names with commas between them',
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

/** Where the result goes and how it looks. */
export const outputOptions = {
  format: { group: groups.output, describe: 'How to write the result', choices: formats, default: 'text' },
  output: { group: groups.output, describe: 'Write the result to this file', type: 'string', requiresArg: true },
  color: {
    group: groups.output,
    describe: 'Colour, or --no-color for none; else as the terminal allows',
    type: 'boolean',
  },
  quiet: { group: groups.output, describe: 'No progress and no warnings on stderr', type: 'boolean', default: false },
} as const;

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

/** Every option there is, for "did you mean". */
export const optionNames: readonly string[] = [
  ...Object.keys({ ...inputOptions, ...outputOptions, ...exitOptions }),
  'effect',
  'disputed',
  'help',
  'version',
];

const repeatable: readonly string[] = ['granted-role', 'host', 'entry', 'clients'];

/** Options of which only one value can be meant. */
export const singleOptions: readonly string[] = optionNames.filter((name) => !repeatable.includes(name));
