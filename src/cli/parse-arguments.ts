import yargs from 'yargs';
import { InputError } from '../model/input-error.ts';
import { nearestName } from '../model/nearest-name.ts';
import { listWords } from '../model/words.ts';
import type { Task } from './command.ts';
import { commands } from './commands/index.ts';
import { hideDashes } from './dash-operands.ts';
import { exitCodeMeanings, exitCodes } from './exit-code.ts';
import { optionNames, singleOptions } from './options.ts';
import { widestHelp } from './screen-size.ts';

const examples = [
  ['$0', 'The role for the code in this folder'],
  ['$0 src traffic.har', 'The role for code and recorded traffic together'],
  ['$0 --granted "Read-Write Lead, Read-Only Assets"', 'What that grant has too much or too little of'],
  ['$0 check --update', 'Accept what is needed now: from then on `rolefit check` fails on growth'],
  ['$0 --format text --output sarif=rolefit.sarif', 'One run, several formats: the log and code scanning'],
  ['$0 role --format markdown', 'The boxes for the admin to tick'],
  ['$0 verify --minimality -- npm test', 'Your own tests prove the role, against a local stand-in of Marketo'],
  ['$0 explain "Approve Email Draft"', 'What an operation needs, and who says so'],
] as const;

/** What a command line asks for: a task to run, or a text to print (help, version). */
export type Parsed = { readonly kind: 'task'; readonly task: Task } | { readonly kind: 'text'; readonly text: string };

/**
 * Reads the command line; nothing runs yet.
 * @throws InputError for every mistake of usage, with the nearest known option or command.
 */
export async function parseArguments(argv: readonly string[], columns: number, version: string): Promise<Parsed> {
  let task: Task | undefined;
  let parser = yargs()
    .scriptName('rolefit')
    .usage('$0 [command] [paths..]\n\nFinds the smallest Marketo API role that an integration can run on.')
    .locale('en')
    .parserConfiguration({ 'strip-aliased': true, 'duplicate-arguments-array': true })
    .wrap(Math.min(columns, widestHelp))
    .version(version)
    .help()
    .alias('help', 'h')
    .strict()
    .recommendCommands()
    .exitProcess(false)
    .showHelpOnFail(false)
    .check((values) => {
      const twice = singleOptions.find((name) => Array.isArray(values[name]));
      if (twice !== undefined) throw new InputError(`--${twice} is given more than once`, { next: 'give it once' });
      return true;
    })
    .epilogue(
      `Exit code: ${exitCodeLine()}.\n` +
        'The result goes to stdout, all else to stderr. Nothing that is analysed is executed and the network is not used; ' +
        'record and verify run the command that they are given.',
    )
    .fail((message: string | null, error: Error | undefined) => {
      if (error instanceof InputError || !message) throw error;
      throw usageError(message);
    });
  for (const [command, description] of examples) parser = parser.example(command, description);
  for (const command of commands) {
    parser = command.register(parser, (chosen) => {
      task = chosen;
    });
  }
  let printed = '';
  await parser.parseAsync(hideDashes(argv), {}, (_error, _values, output) => {
    printed = output;
  });
  if (printed !== '') return { kind: 'text', text: `${printed.trimEnd()}\n` };
  if (task === undefined) throw usageError('no command was chosen');
  return { kind: 'task', task };
}

function exitCodeLine(): string {
  const names = Object.keys(exitCodes) as (keyof typeof exitCodes)[];
  return names.map((name) => `${exitCodes[name]} ${exitCodeMeanings[name]}`).join('; ');
}

function usageError(message: string): InputError {
  const what = message
    .trim()
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join('; ');
  const choice = invalidChoice(what);
  if (choice !== undefined) return choice;
  const meant = meantOption(what);
  const help = '`rolefit --help` lists every command and option';
  return new InputError(inOurWords(what), {
    next: meant === undefined ? help : `did you mean ${meant}? ${help}`,
  });
}

/** What the parser says, as our other errors say it. */
function inOurWords(what: string): string {
  const [, unknown] = /^Unknown arguments?: (.*)$/.exec(what) ?? [];
  if (unknown !== undefined) return `unknown ${unknown.includes(',') ? 'arguments' : 'argument'}: ${unknown}`;
  if (/^Not enough non-option arguments/.test(what)) return 'an argument is missing';
  const [, required] = /^Missing required arguments?: (.*)$/.exec(what) ?? [];
  if (required !== undefined) return `${required.replace(/[^,\s]+/g, '--$&')} must be given`;
  const [, option] = /^Not enough arguments following: (.*)$/.exec(what) ?? [];
  if (option !== undefined) return `--${option} needs a value`;
  return what.charAt(0).toLowerCase() + what.slice(1);
}

function meantOption(message: string): string | undefined {
  const [, unknown] = /^Unknown arguments?: ([^,\s]+)/.exec(message) ?? [];
  // An option that exists is one of another command: to ask whether it was meant would be no help.
  if (unknown === undefined || optionNames.includes(unknown)) return undefined;
  const nearest = nearestName(unknown, optionNames);
  if (nearest !== undefined) return `--${nearest}`;
  const begun = optionNames.filter((name) => name.startsWith(unknown)).slice(0, mostBegun);
  return begun.length === 0
    ? undefined
    : listWords(
        begun.map((name) => `--${name}`),
        'or',
      );
}

/** Of the options that begin as what was typed, so many are named. */
const mostBegun = 3;

/** "invalid values:; Argument: format, Given: "html", Choices: "text", "json"", as a sentence. */
function invalidChoice(message: string): InputError | undefined {
  const [, option, given, choices] = /Argument: ([\w-]+), Given: (.*?), Choices: (.*)$/.exec(message) ?? [];
  if (option === undefined || given === undefined || choices === undefined) return undefined;
  const known = [...choices.matchAll(/"([^"]*)"/g)].map(([, choice = '']) => choice);
  const [, bare = given] = /^"([^"]*)"/.exec(given) ?? [];
  const name = optionNames.includes(option) ? `--${option}` : option;
  const nearest = nearestName(bare, known);
  const meant = name === option ? `"${nearest}"` : `${name} ${nearest}`;
  const listed = bare.split(',').map((one) => one.trim());
  const hint =
    nearest !== undefined
      ? `did you mean ${meant}? `
      : listed.length > 1 && listed.every((one) => known.includes(one))
        ? `repeat the option: ${listed.map((one) => `${name} ${one}`).join(' ')}; or `
        : '';
  return new InputError(`${name} cannot be ${given}`, {
    next: `${hint}choose one of ${known.map((one) => `"${one}"`).join(', ')}`,
  });
}
