import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { copiedFrom } from '../har/entry-parts.ts';
import type { HarFile } from './har-file.ts';
import { Numbering } from './numbering.ts';
import { lineMarks, spoolExtension } from './settings.ts';
import { fromMould, type Mould } from './written.ts';

/** What the files of a run gave. */
export interface Collected {
  /** Threads and processes of Node that the hook was loaded into. */
  readonly programs: number;
  readonly calls: number;
  /** Whether the end of a file was cut off: what stood there is lost. */
  readonly isTorn: boolean;
  /** Ways to Marketo that were opened and on which calls are not seen. */
  readonly unseen: number;
}

/**
 * Makes entries of what the programs of a run wrote down. A call whose answer came is told by that, one whose answer
 * did not come by what was sent. No more is held than the calls that wait for theirs.
 */
export async function collectSpools(folder: string, har: HarFile): Promise<Collected> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(spoolExtension)).sort();
  const numbering = new Numbering();
  let isTorn = false;
  let unseen = 0;
  for (const name of names) {
    const whole = await collectFile(join(folder, name), (text) => {
      const entry = finished(text, har.entries, numbering);
      if (entry !== undefined) har.add(entry);
      return entry !== undefined;
    });
    if (!whole.isWhole) isTorn = true;
    unseen += whole.unseen;
  }
  return { programs: names.filter((name) => !name.startsWith(proxySpool)).length, calls: har.entries, isTorn, unseen };
}

/** What the files of calls that went through a proxy of the recorder's begin with. */
export const proxySpool = 'proxy-';

const marks = `[${lineMarks.sent}${lineMarks.answered}]`;
/** A call as JSON, or by the slot of its mould, its time (of more digits there is none) and its path. */
const line = new RegExp(`^(${marks})(\\d+) (?:(\\{.*\\})|(\\d{1,4}) (\\d{1,15}) (/[\\w./-]*))$`);
const mouldLine = new RegExp(`^${lineMarks.mould}(\\d{1,4}) (\\[.*\\])$`);

interface FileEnd {
  /** Whether all of the file could be read. */
  readonly isWhole: boolean;
  readonly unseen: number;
}

/** @param add says whether it could read what it was given. */
async function collectFile(path: string, add: (entry: string) => boolean): Promise<FileEnd> {
  const waiting = new Map<string, string>();
  const moulds = new Moulds();
  let isWhole = true;
  let unseen = 0;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    const [, mark, number = '', whole, slot = '', startedAt, where = ''] = line.exec(text) ?? [];
    const entry = mark === undefined ? undefined : (whole ?? moulds.entry(slot, Number(startedAt), where));
    if (entry !== undefined && mark === lineMarks.sent) waiting.set(number, entry);
    else if (entry !== undefined) {
      waiting.delete(number);
      if (!add(entry)) isWhole = false;
    } else if (text === lineMarks.noticed) unseen += 1;
    else if (!moulds.learn(text)) isWhole = false;
  }
  for (const entry of waiting.values()) if (!add(entry)) isWhole = false;
  return { isWhole, unseen };
}

/** What a file says of the kinds of its calls, and makes of them again. */
class Moulds {
  readonly #bySlot = new Map<string, Omit<Mould, 'slot'>>();

  /** @returns whether the line says something of a kind. */
  learn(text: string): boolean {
    const [, slot, json] = mouldLine.exec(text) ?? [];
    if (slot === undefined || json === undefined) return false;
    try {
      const [beforeUrl, afterPath] = JSON.parse(json) as readonly unknown[];
      if (typeof beforeUrl !== 'string' || typeof afterPath !== 'string') return false;
      this.#bySlot.set(slot, { beforeUrl, afterPath });
      return true;
    } catch {
      return false;
    }
  }

  /** @returns `undefined` for a kind of which nothing was said. */
  entry(slot: string, startedAt: number, path: string): string | undefined {
    const mould = this.#bySlot.get(slot);
    return mould === undefined ? undefined : fromMould(mould, startedAt, path);
  }
}

interface Entry {
  readonly response: { readonly content: { readonly size: number; readonly text?: string } };
}

/**
 * Programs cannot number their calls: there are others beside them. And a body in which something was renamed has
 * another length than it says. @returns `undefined` for a line that is damaged
 */
function finished(text: string, number: number, numbering: Numbering): string | undefined {
  const entry = parseEntry(numbering.rename(text));
  if (entry === undefined) return undefined;
  const { content } = entry.response;
  const size = content.text === undefined ? content.size : Buffer.byteLength(content.text);
  const response = { ...entry.response, content: { ...content, size } };
  return JSON.stringify({ ...entry, response, [copiedFrom]: number });
}

function parseEntry(text: string): Entry | undefined {
  try {
    const entry = JSON.parse(text) as { readonly response?: { readonly content?: unknown } };
    return entry.response?.content === undefined ? undefined : (entry as Entry);
  } catch {
    return undefined;
  }
}
