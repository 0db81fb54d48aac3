import { at, type Code, joined, type Placed } from './code.ts';
import { helper } from './names.ts';

/** A literal of JavaScript with this text. */
export function quote(text: string): string {
  return JSON.stringify(text).replace(/[\u2028\u2029]/g, (character) =>
    character === '\u2028' ? '\\u2028' : '\\u2029',
  );
}

/** The same inside of a template. */
export function templatePart(text: string): string {
  return text.replace(/[\\`]|\$(?=\{)/g, '\\$&').replaceAll('\r', '\\r');
}

/** A call of a helper. */
export function help(name: string, node: Placed, args: readonly Code[]): Code {
  return at(node, helper(name), '(', joined(args, ', '), ')');
}

/**
 * A value that is not followed. What it is made of is evaluated all the same, and is in the hands of code that nobody knows.
 * @param name what the reader is shown
 */
export function hole(name: string, node: Placed, parts: readonly Code[]): Code {
  return help('hole', node, [quote(name), ...parts]);
}
