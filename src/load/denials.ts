import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type AnsweredCall, DenialTable, longestLog, readLog, readUnnamed } from '../denials/index.ts';
import { type Exchange, Principals, readHar } from '../har/index.ts';
import type { DeniedCalls } from '../model/denial.ts';
import { InputError } from '../model/input-error.ts';
import type { Grant } from '../model/role.ts';
import { hostFamily } from '../rules/marketo-hosts.ts';
import { type ByteProgress, loadBytes } from './bytes.ts';
import { standardInput } from './har.ts';
import type { Model } from './model.ts';

export interface LoadDenialsOptions {
  /** The folder that a relative path starts from. */
  readonly cwd: string;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Further hosts that are Marketo's, e.g. a proxy. */
  readonly hosts: readonly string[];
  readonly model: Model;
  readonly granted?: Grant | undefined;
  readonly onProgress?: (progress: ByteProgress) => void;
}

const example = 'POST /rest/v1/leads.json 603';

/**
 * The denied calls that an argument tells of: the path of a HAR or of a log, a line of a log itself, or `-` for
 * either on standard input. No error repeats any of it: it may hold a token.
 * @throws InputError when the file cannot be read, or when the text has no request to Marketo in it.
 */
export async function loadDenials(argument: string, options: LoadDenialsOptions): Promise<DeniedCalls> {
  if (argument === standardInput) return fromBytes(options.stdin, 'standard input', options);
  if (await isFile(resolve(options.cwd, argument))) {
    return fromBytes(loadBytes(resolve(options.cwd, argument), options.onProgress), argument, options);
  }
  if (
    /^[^\s{}"'?]+\.(?:har|zhar|gz|zip|log|txt|json|jsonl)$/i.test(argument) &&
    !/(?:^|\/)(?:rest|bulk)\//.test(argument)
  ) {
    throw new InputError('there is no such recording or log', {
      at: { file: '--denied' },
      next: `check the path, or paste a line of a log, for example "${example}"`,
    });
  }
  return fromLog(argument, undefined, options);
}

/** What is too long for a path, or holds what no path can, is no file either. */
async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

async function fromBytes(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
  options: LoadDenialsOptions,
): Promise<DeniedCalls> {
  const { head, all } = await peek(chunks);
  if (looksLikeHar(head)) return fromTraffic(all, file, options);
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of all) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= longestLog) break;
  }
  return fromLog(new TextDecoder().decode(Buffer.concat(parts)), file, options);
}

const peeked = 64 * 1024;

/** The first bytes of a stream, and the whole of it again. */
async function peek(chunks: AsyncIterable<Uint8Array>): Promise<{ head: Buffer; all: AsyncIterable<Uint8Array> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let length = 0;
  while (length < peeked) {
    const next = await iterator.next();
    if (next.done === true) break;
    taken.push(next.value);
    length += next.value.length;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield* taken;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return { head: Buffer.concat(taken).subarray(0, peeked), all: all() };
}

/** Compressed, or an object that begins as a HAR does: a line of a JSON log has no list of entries in its log. */
function looksLikeHar(head: Buffer): boolean {
  const isPacked = [
    [0x1f, 0x8b],
    [0x78, 0x01],
    [0x78, 0x9c],
    [0x78, 0xda],
    [0x50, 0x4b],
  ].some(([first, second]) => head[0] === first && head[1] === second);
  if (isPacked) return true;
  const text = head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  return (
    text.startsWith('{') && /"log"\s*:\s*\{\s*"(?:version|creator|browser|pages|entries|comment|_[^"]*)"/.test(text)
  );
}

function fromLog(text: string, file: string | undefined, { model, granted }: LoadDenialsOptions): DeniedCalls {
  const calls = readLog(text);
  const unnamed = calls.length === 0 ? readUnnamed(text) : undefined;
  if (unnamed !== undefined) return { from: 'log', denials: [unnamed], calls: 1, left: 0 };
  if (calls.length === 0) {
    throw new InputError('no request to Marketo is in this text', {
      at: { file: file ?? '--denied' },
      next: `it takes a method and a path, for example "${example}", or the path of a HAR`,
    });
  }
  const table = new DenialTable(model.rules);
  for (const call of calls) table.addFailed(call);
  return { from: 'log', denials: table.rows(contextOf(model, granted)), calls: calls.length, left: table.left };
}

async function fromTraffic(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
  { hosts, model, granted }: LoadDenialsOptions,
): Promise<DeniedCalls> {
  const principals = new Principals();
  const reading = readHar(chunks, { hostFamily: (host) => hostFamily(host, hosts), principals });
  const table = new DenialTable(model.rules);
  const shown = file.split(/[\\/]/).at(-1) ?? file;
  try {
    for await (const exchange of reading) {
      if (exchange.outcome === 'denied') table.addFailed(toAnswered(exchange, shown));
      if (exchange.outcome === 'allowed') table.addAllowed(toAnswered(exchange, shown));
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.what, { at: { file }, next: error.next });
  }
  const { taken, problem } = reading.summary();
  const labels = new Map<string, string>(principals.labels());
  return {
    from: 'traffic',
    denials: table.rows(contextOf(model, granted), (key) => labels.get(key) ?? key),
    calls: taken,
    left: table.left,
    ...(problem === undefined ? {} : { problem }),
  };
}

function contextOf({ permissions }: Model, granted: Grant | undefined) {
  return { graph: permissions, ...(granted === undefined ? {} : { granted }) };
}

function toAnswered(exchange: Exchange, file: string): AnsweredCall {
  const { method, host, path, parameters, errors, principal, entry, outcome } = exchange;
  return {
    ...{ method, host, path, parameters, principal },
    codes: errors,
    evidence: { kind: 'traffic', file, entry, outcome },
  };
}
