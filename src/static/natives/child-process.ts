import type { ts } from 'ts-morph';
import { iterationOf } from '../heap/iteration.ts';
import { byIndex } from '../heap/list.ts';
import { defineOwn, nativeFunction } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import { optionsOf } from '../value/choice.ts';
import { concat } from '../value/text.ts';
import { literal, plainText, type Text, undefinedValue, type Value } from '../value/value.ts';
import { commandsIn } from './command-words.ts';
import { callOutside, openModule } from './open-module.ts';
import { textOf } from './text-of.ts';
import { recordTransfer } from './transfer-command.ts';
import { startScript } from './worker.ts';

/** Programs that run the script which is their first argument. */
const scriptRunners = new Set(['node', 'nodejs', 'tsx', 'ts-node', 'ts-node-esm', 'bun', 'deno', 'babel-node', 'esno']);
/** Words before the program that leave it what it is. */
const prefixes = new Set(['sudo', 'npx', 'env', 'time', 'nohup', 'exec', 'cross-env', 'bunx', 'command', 'run']);
const shells = new Set(['sh', 'bash', 'zsh', 'dash']);

/** What a command does that the program can be asked about: start a script of the program, or send a request. */
function runCommand(m: Machine, words: readonly Text[], node: ts.Node): void {
  const start = words.findIndex((word) => !isBefore(word));
  const [program, ...rest] = start === -1 ? [] : words.slice(start);
  if (program === undefined) return;
  const name = nameOf(program);
  if (name !== undefined && recordTransfer(m, name, rest, node)) return;
  if (name !== undefined && shells.has(name)) runInShell(m, rest, node);
  else if (name !== undefined && scriptRunners.has(name)) runScript(m, rest, node);
  else startScript(m, program, node);
}

/** `process.execPath` is what runs the program itself. */
function nameOf(program: Text): string | undefined {
  const plain = plainText(program);
  if (plain !== undefined)
    return plain
      .split('/')
      .at(-1)
      ?.replace(/\.(?:exe|cmd)$/, '');
  const [only] = program.pieces;
  return only !== undefined && 'hole' in only && /(^|\.)execPath$/.test(only.name ?? '') ? 'node' : undefined;
}

function isBefore(word: Text): boolean {
  const plain = plainText(word);
  const [head] = word.pieces;
  const isSetting = head !== undefined && 'text' in head && /^[A-Z_][A-Z0-9_]*=/i.test(head.text);
  return isSetting || (plain !== undefined && (prefixes.has(plain) || /^-/.test(plain)));
}

/** `node -r x script.js`, `node -e code` */
function runScript(m: Machine, words: readonly Text[], node: ts.Node): void {
  for (const [index, word] of words.entries()) {
    const plain = plainText(word);
    const next = words[index + 1];
    if (plain !== undefined && /^(?:-e|-p|--eval|--print)$/.test(plain) && next !== undefined) {
      m.runText({ code: next, node });
      return;
    }
    const isOption =
      plain?.startsWith('-') === true || /^(?:-r|--require|--import|--loader)$/.test(before(words, index));
    if (isOption || plain === 'run' || plain === 'watch') continue;
    startScript(m, word, node);
    return;
  }
}

function before(words: readonly Text[], index: number): string {
  const word = words[index - 1];
  return (word === undefined ? undefined : plainText(word)) ?? '';
}

/** `sh -c 'command'` */
function runInShell(m: Machine, words: readonly Text[], node: ts.Node): void {
  const at = words.findIndex((word) => /^-\w*c$/.test(plainText(word) ?? ''));
  const line = words[at + 1];
  if (at !== -1 && line !== undefined) runLine(m, line, node);
}

function runLine(m: Machine, line: Value, node: ts.Node): void {
  for (const { value } of optionsOf(textOf(m, line)))
    if (value.kind === 'text') for (const words of commandsIn(value)) runCommand(m, words, node);
}

/** `exec(line)` */
const execLine: NativeCall = (m, call) => {
  runLine(m, call.args[0] ?? undefinedValue, call.node);
  return callOutside(m, 'child_process.exec', call);
};

/** `spawn(program, words)`, or with a whole line where it goes through a shell */
const spawnProgram: NativeCall = (m, call) => {
  const [program = undefinedValue, list] = call.args;
  // execa`curl ${url}`
  if (program.kind === 'object' && program.elements !== undefined) return taggedLine(m, call);
  const words = wordsIn(m, list);
  for (const { value } of optionsOf(textOf(m, program))) {
    if (value.kind !== 'text') continue;
    const isLine = words.length === 0 && /\s/.test(plainText(value) ?? '');
    if (isLine) runLine(m, value, call.node);
    else runCommand(m, [value, ...words], call.node);
  }
  return callOutside(m, 'child_process.spawn', call);
};

/** The words of a list. What may follow those that are known may be any of them. */
function wordsIn(m: Machine, list: Value | undefined): Text[] {
  if (list?.kind !== 'object' || list.elements === undefined) return [];
  const items = iterationOf(m, list);
  const { known, more } = byIndex(items?.slots ?? [], items?.more);
  return [...known, ...(more === undefined ? [] : [more])].flatMap((word) => {
    const text = textOf(m, word);
    return optionsOf(text).flatMap(({ value }) => (value.kind === 'text' ? [value] : []));
  });
}

/** `fork(script, words)` */
const forkScript: NativeCall = (m, call) => {
  startScript(m, call.args[0] ?? undefinedValue, call.node);
  return callOutside(m, 'child_process.fork', call);
};

/** `node:child_process`, and libraries that start programs. */
export function childProcessModule(m: Machine, name: string): Value {
  const made = openModule(m, name, {
    ...{ exec: execLine, execSync: execLine, command: execLine, execaCommand: execLine, execaCommandSync: execLine },
    ...{ spawn: spawnProgram, spawnSync: spawnProgram, sync: spawnProgram },
    ...{ execFile: spawnProgram, execFileSync: spawnProgram, execa: spawnProgram, execaSync: spawnProgram },
    ...{ fork: forkScript, node: forkScript, execaNode: forkScript },
  });
  defineOwn(m, made, 'default', made);
  return made;
}

/** A library that is a function itself: `execa('curl', [url])`, `spawn('curl', [url])`. */
export function spawnModule(m: Machine, name: string): Value {
  const made = nativeFunction(m, name, spawnProgram);
  const members = childProcessModule(m, name);
  if (members.kind === 'object') {
    for (const [key, cell] of members.properties) made.properties.set(key, cell);
    made.open = members.open;
  }
  defineOwn(m, made, 'default', made);
  defineOwn(m, made, '$', shellTag(m));
  return made;
}

/** A tag whose template is a command line; called with options it gives itself. */
function shellTag(m: Machine): Value {
  const tag = nativeFunction(m, '$', (machine, call) => {
    const [first] = call.args;
    const isTemplate = first === undefined || first.kind !== 'object' || first.elements !== undefined;
    return isTemplate ? taggedLine(machine, call) : tag;
  });
  for (const name of ['sync', 'spawn']) defineOwn(m, tag, name, tag);
  return tag;
}

/** `zx`: its `$` is a tag whose template is a command line. */
export function shellTagModule(m: Machine, name: string): Value {
  const made = openModule(m, name, {});
  defineOwn(m, made, '$', shellTag(m));
  return made;
}

const taggedLine: NativeCall = (m, call) => {
  const [strings, ...values] = call.args;
  const parts = strings === undefined || strings.kind === 'choice' ? undefined : iterationOf(m, strings);
  let line: Value = literal('');
  for (const [index, part] of (parts?.slots ?? []).entries())
    line = concat(concat(line, textOf(m, part)), textOf(m, values[index] ?? literal('')));
  runLine(m, line, call.node);
  return callOutside(m, '$', { ...call, args: [] });
};
