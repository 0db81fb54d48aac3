import type { ts } from 'ts-morph';
import { callsOf } from '../machine/frame.ts';
import type { Machine } from '../machine/machine.ts';
import { isGap, type Text } from '../value/value.ts';

/** A request that a command sends. */
interface Transfer {
  readonly url: Text;
  readonly method: Text | undefined;
  readonly defaultMethod: string;
}

/** How a program for transfers is told what to send. */
interface TransferRules {
  /** Options with one letter that take an argument. */
  readonly letters: string;
  /** Long options that take one as the next word; with "=" every one may. */
  readonly words: ReadonlySet<string>;
  readonly method: readonly string[];
  readonly url: readonly string[];
  /** Options behind which another transfer begins. */
  readonly next: readonly string[];
  /** Options that name a file with more options. */
  readonly settings: readonly string[];
  /** Options that make it send a body, and so the method that is used where none is named. */
  readonly body: ReadonlyMap<string, string>;
}

/** curl 8, manual page; GNU Wget 1.21, manual page. */
const transferPrograms: Readonly<Record<string, TransferRules>> = {
  curl: {
    letters: 'AbcCdDeEFhHKmoPQrtTuUwxXyYz',
    words: new Set(
      `request url data data-raw data-binary data-ascii data-urlencode json form form-string header output user user-agent
      referer cookie cookie-jar upload-file proxy max-time connect-timeout retry retry-delay write-out cert key cacert
      oauth2-bearer config url-query variable resolve interface connect-to limit-rate max-redirs cert-type key-type
      key-pass proxy-user range netrc-file stderr trace trace-ascii dump-header request-target proto`.split(/\s+/),
    ),
    method: ['X', 'request'],
    url: ['url'],
    next: ['next', ':'],
    settings: ['K', 'config'],
    body: new Map([
      ...[
        'd',
        'data',
        'data-raw',
        'data-binary',
        'data-ascii',
        'data-urlencode',
        'json',
        'F',
        'form',
        'form-string',
      ].map((name): [string, string] => [name, 'POST']),
      ...['T', 'upload-file'].map((name): [string, string] => [name, 'PUT']),
      // What would be the body is put into the query, and nothing but the head is asked for.
      ...['G', 'get'].map((name): [string, string] => [name, 'GET']),
      ...['I', 'head'].map((name): [string, string] => [name, 'HEAD']),
    ]),
  },
  wget: {
    letters: 'aAeDIiOoPQRtTUwX',
    words: new Set(
      `method post-data post-file body-data body-file header output-document user password user-agent tries timeout
      directory-prefix`.split(/\s+/),
    ),
    method: ['method'],
    url: [],
    next: [],
    settings: ['config'],
    body: new Map([
      ['post-data', 'POST'],
      ['post-file', 'POST'],
    ]),
  },
};

/** Notes the requests of a command whose program transfers what its arguments name; whether it is such a program. */
export function recordTransfer(m: Machine, program: string, words: readonly Text[], node: ts.Node): boolean {
  const rules = Object.hasOwn(transferPrograms, program) ? transferPrograms[program] : undefined;
  for (const { url, method, defaultMethod } of rules === undefined ? [] : transfersOf(words, rules)) {
    m.recorder.add({
      kind: 'request',
      node,
      calls: callsOf(m.frames),
      url,
      method,
      defaultMethod,
      parameters: { names: [], complete: false },
      credentials: { headers: [], names: [] },
      client: program,
      generic: false,
      live: m.live,
    });
  }
  return rules !== undefined;
}

/** Where several options imply a method, the first of these is meant. */
const implied = ['HEAD', 'GET', 'PUT', 'POST'];

/** The transfers of a command: each has options of its own. */
function transfersOf(words: readonly Text[], rules: TransferRules): Transfer[] {
  const isNext = (word: Text) => optionsIn(word, rules)?.some(({ name }) => rules.next.includes(name)) === true;
  const ends = words.flatMap((word, index) => (isNext(word) ? [index] : []));
  return [-1, ...ends].flatMap((start, index) => transferIn(words.slice(start + 1, ends[index]), rules));
}

function transferIn(words: readonly Text[], rules: TransferRules): Transfer[] {
  const urls: Text[] = [];
  const methods = new Set<string>();
  let method: Text | undefined;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined) continue;
    const options = optionsIn(word, rules);
    if (options === undefined) urls.push(word);
    for (const { name, takes, rest } of options ?? []) {
      if (takes && rest === undefined) index += 1;
      const argument = takes ? (rest ?? words[index]) : undefined;
      if (rules.method.includes(name)) method = argument;
      if (rules.settings.includes(name)) method = method ?? settingsOf(word);
      if (rules.url.includes(name) && argument !== undefined) urls.push(argument);
      methods.add(rules.body.get(name) ?? '');
    }
  }
  return urls.map((url) => ({ url, method, defaultMethod: implied.find((name) => methods.has(name)) ?? 'GET' }));
}

/** What a file of settings says. */
function settingsOf({ pieces: [head] }: Text): Text {
  return { kind: 'text', pieces: [{ hole: 'environment', name: 'settings of the command', at: head?.at }] };
}

interface CommandOption {
  readonly name: string;
  readonly takes: boolean;
  /** Its argument, where that stands in the same word. */
  readonly rest: Text | undefined;
}

/** The options that one word stands for: `--data=x`, `-sSX`, `-XPOST`; `undefined` for a word that is none. */
function optionsIn(word: Text, { letters, words }: TransferRules): CommandOption[] | undefined {
  const [head] = word.pieces;
  if (head === undefined || isGap(head) || !/^-./.test(head.text)) return undefined;
  if (head.text.startsWith('--')) {
    const name = /^--([^=]*)/.exec(head.text)?.[1] ?? '';
    const hasValue = head.text.charAt(name.length + 2) === '=';
    return [{ name, takes: hasValue || words.has(name), rest: hasValue ? after(word, name.length + 3) : undefined }];
  }
  const found: CommandOption[] = [];
  for (let index = 1; index < head.text.length; index += 1) {
    const name = head.text.charAt(index);
    const takes = letters.includes(name);
    const rest = takes ? after(word, index + 1) : undefined;
    found.push({ name, takes, rest: rest === undefined || rest.pieces.length === 0 ? undefined : rest });
    if (takes) break;
  }
  return found;
}

/** The word without so many of its first characters, which are known. */
function after(word: Text, count: number): Text {
  const [head, ...others] = word.pieces;
  if (head === undefined || isGap(head)) return word;
  const rest = head.text.slice(count);
  return { kind: 'text', pieces: rest === '' ? others : [{ ...head, text: rest }, ...others] };
}
