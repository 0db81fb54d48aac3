import type { ArgumentsCamelCase, Argv } from 'yargs';
import { restoreDashes } from './dash-operands.ts';
import type { Io } from './io.ts';

/**
 * A command as its file writes it; its handler loads what is heavy only when it runs. What it returns is one of our own exit
 * codes, or that of the program that it ran.
 */
export interface CommandDefinition<Values> {
  readonly command: string | readonly string[];
  readonly describe: string;
  readonly builder: (parser: Argv) => Argv<Values>;
  readonly handler: (values: ArgumentsCamelCase<Values>, io: Io) => Promise<number>;
}

/** What a parsed command line comes down to. */
export type Task = (io: Io) => Promise<number>;

/** A command as the registry lists it: able to add itself to a parser. */
export interface Command {
  readonly name: string;
  /** Name and operands, as the help shows them. */
  readonly usage: string;
  readonly describe: string;
  register(parser: Argv, choose: (task: Task) => void): Argv;
}

/**
 * Parsing only chooses the task; it runs after yargs is done. So a usage error can never be followed by a command
 * that runs anyway, and an error of the command can never be taken for one of usage.
 */
export function defineCommand<Values>(definition: CommandDefinition<Values>): Command {
  const { command, describe, builder, handler } = definition;
  const names = typeof command === 'string' ? [command] : [...command];
  return {
    name: (names[0] ?? '').split(' ', 1).join(''),
    usage: names[0] ?? '',
    describe,
    register: (parser, choose) =>
      parser.command<Values>(names, describe, builder, (values) => choose((io) => handler(restoreDashes(values), io))),
  };
}
