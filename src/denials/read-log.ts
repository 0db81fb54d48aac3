import type { Denial, FailedCall } from '../model/denial.ts';
import type { Method } from '../model/operation.ts';
import { findCodes, findMethods, findPaths, type MethodMark, type PathMark } from './log-marks.ts';

/** More of a log is not read, in characters. */
export const longestLog = 1 << 20;

/** More requests than a person pastes; a day of traffic is for a HAR. */
const mostCalls = 1_000;

/**
 * The failed calls that a pasted piece of a log tells of: a line of an access log, JSON lines, what `curl -v` prints,
 * an error as axios shows it. Nothing is known of the format: an address begins a call, what stands around it up to
 * the next one is read for the method and the codes. Where some calls name a code, those without one went well and are
 * left out.
 */
export function readLog(text: string): readonly FailedCall[] {
  const plain = unquote(text.slice(0, longestLog));
  const calls = mergeRepeated(blocksOf(plain).map(readBlock));
  const failed = calls.filter(({ codes }) => codes.length > 0);
  return failed.length > 0 ? failed : calls;
}

/**
 * What a text tells of a denial that names no call, as vendors' consoles show it: "603: Access denied". `undefined` where
 * it tells of none.
 */
export function readUnnamed(text: string): Denial | undefined {
  const plain = unquote(text.slice(0, longestLog));
  const [, alone] = /^\s*([67]\d\d|1\d{3})\s*$/.exec(plain) ?? [];
  const codes = alone === undefined ? findCodes(plain, []) : [alone];
  const isDenied = codes.some((code) => Number(code) >= 600) || /access denied|marketo|mkto/i.test(plain);
  if (!isDenied || (codes.length === 0 && !/access denied/i.test(plain))) return undefined;
  return {
    ...{ method: findMethods(plain)[0]?.method, path: undefined, codes },
    ...{ operations: [], similar: [], calls: 1, allowed: 0, evidence: [] },
  };
}

/** JSON within JSON, as in a line of a structured log, loses its backslashes. */
function unquote(text: string): string {
  return text
    .replace(/\\{1,8}(["'/])/g, '$1')
    .replace(/\\u0026/gi, '&')
    .replace(/\\[nrt]/g, ' ');
}

interface Block {
  readonly text: string;
  /** The address that the block is about. */
  readonly path: PathMark;
}

/** The text cut before the line of each address, or before the address itself where another stands on the line. */
function blocksOf(text: string): readonly Block[] {
  const paths = findPaths(text).slice(0, mostCalls);
  const starts = paths.map(({ from }, index) => {
    if (index === 0) return 0;
    const line = text.lastIndexOf('\n', from) + 1;
    const last = paths[index - 1]?.to ?? 0;
    return last > line ? from : line;
  });
  return paths.map((path, index) => {
    const start = starts[index] ?? 0;
    const moved = { ...path, from: path.from - start, to: path.to - start };
    return { text: text.slice(start, starts[index + 1]), path: moved };
  });
}

function readBlock({ text, path }: Block): FailedCall {
  const written = methodOf(text, path);
  // A POST with `_method` stands for that method: the way to send what is too long for a GET's address.
  const override = path.query.get('_method')?.trim().toUpperCase();
  const isOverridden = written === 'POST' && override === 'GET';
  return {
    method: isOverridden ? 'GET' : written,
    path: path.path,
    parameters: [...new Set(path.query.keys())],
    codes: findCodes(text, [path]),
  };
}

/** The method right before the address, else the nearest on its line, else the nearest of all. */
function methodOf(text: string, path: PathMark): Method | undefined {
  const marks = findMethods(text).filter(({ from, to }) => to <= path.from || from >= path.to);
  const distance = ({ from, to }: MethodMark) => (to <= path.from ? path.from - to : from - path.to);
  const sameLine = ({ from, to }: MethodMark) =>
    !text.slice(Math.min(to, path.to), Math.max(from, path.from)).includes('\n');
  const rank = (mark: MethodMark) => distance(mark) + (sameLine(mark) ? 0 : text.length);
  return marks.toSorted((a, b) => rank(a) - rank(b))[0]?.method;
}

/** A dump names one request several times, and its answer once. */
function mergeRepeated(calls: readonly FailedCall[]): readonly FailedCall[] {
  const merged: FailedCall[] = [];
  for (const call of calls) {
    const last = merged.at(-1);
    if (last === undefined || !isSame(last, call)) {
      merged.push(call);
      continue;
    }
    merged[merged.length - 1] = {
      method: last.method ?? call.method,
      path: last.path,
      parameters: [...new Set([...last.parameters, ...call.parameters])],
      codes: last.codes.length > 0 ? last.codes : call.codes,
    };
  }
  return merged;
}

function isSame(a: FailedCall, b: FailedCall): boolean {
  const fits = a.method === undefined || b.method === undefined || a.method === b.method;
  return a.path === b.path && fits && (a.codes.length === 0 || b.codes.length === 0);
}
