import { isRecord } from './record.ts';

const criLine = /^(\S+) (stdout|stderr) ([PF])(?::\S+)? (.*)$/s;
/** More of one line of a program is not put together, in characters. */
const longest = 4 << 20;

/**
 * Puts together the lines of programs that a container runtime has split: CRI says so by a `P`, Docker's JSON by a text
 * without a line feed at its end.
 */
export class PartialLines {
  readonly #open = new Map<string, string>();

  /** What is held of lines that did not end. */
  get rest(): readonly string[] {
    return [...this.#open.values()];
  }

  /** The line as the program wrote it, or `undefined` while more of it is to come. */
  take(line: string): string | undefined {
    if (line.startsWith('{"log":') || (line.startsWith('{"') && line.includes('"stream":"std')))
      return this.#takeDocker(line);
    const cri = /^\d{4}-/.test(line) ? criLine.exec(line) : null;
    if (cri === null) return line;
    const [, time = '', stream = '', flag, text = ''] = cri;
    const whole = this.#join(stream, text, flag === 'F');
    return whole === undefined ? undefined : `${time} ${stream} F ${whole}`;
  }

  #takeDocker(line: string): string | undefined {
    const record = parse(line);
    const { log, stream } = record ?? {};
    if (record === undefined || typeof log !== 'string' || typeof stream !== 'string') return line;
    if (log.endsWith('\n') && !this.#open.has(stream)) return line;
    // A last line without its end is told by its length alone: the runtime splits at 16 KB.
    const isEnd = log.endsWith('\n') || Buffer.byteLength(log) < 16_000;
    const whole = this.#join(stream, log, isEnd);
    return whole === undefined ? undefined : JSON.stringify({ ...record, log: whole });
  }

  #join(stream: string, text: string, isEnd: boolean): string | undefined {
    const whole = (this.#open.get(stream) ?? '') + text;
    if (!isEnd && whole.length < longest) {
      this.#open.set(stream, whole);
      return undefined;
    }
    this.#open.delete(stream);
    return whole;
  }
}

function parse(line: string): { readonly [key: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
