import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { HarFile } from './har-file.ts';
import { Numbering } from './numbering.ts';
import { lineMarks, spoolExtension } from './settings.ts';

/** What the files of a run gave. */
export interface Collected {
  /** Threads and processes of Node that the hook was loaded into. */
  readonly programs: number;
  readonly calls: number;
  /** Whether the end of a file was cut off: what stood there is lost. */
  readonly isTorn: boolean;
}

/**
 * Makes entries of what the programs of a run wrote down. A call whose answer came is told by that, one whose answer
 * did not come by what was sent. No more is held than the calls that wait for theirs.
 */
export async function collectSpools(folder: string, har: HarFile): Promise<Collected> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(spoolExtension)).sort();
  const numbering = new Numbering();
  let isTorn = false;
  for (const name of names) {
    const whole = await collectFile(join(folder, name), (entry) => har.add(finished(entry, har.entries, numbering)));
    if (!whole) isTorn = true;
  }
  return { programs: names.filter((name) => !name.startsWith(proxySpool)).length, calls: har.entries, isTorn };
}

/** What the files of calls that went through a proxy of the recorder's begin with. */
export const proxySpool = 'proxy-';

const line = new RegExp(`^([${lineMarks.sent}${lineMarks.answered}])(\\d+) (\\{.*\\})$`);

async function collectFile(path: string, add: (entry: string) => void): Promise<boolean> {
  const waiting = new Map<string, string>();
  let isWhole = true;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    const [, mark, number = '', entry = ''] = line.exec(text) ?? [];
    if (mark === lineMarks.sent) waiting.set(number, entry);
    else if (mark === lineMarks.answered) {
      waiting.delete(number);
      add(entry);
    } else isWhole = false;
  }
  for (const entry of waiting.values()) add(entry);
  return isWhole;
}

/** Programs cannot number their calls: there are others beside them. */
function finished(entry: string, number: number, numbering: Numbering): string {
  return sized(numbering.rename(entry.replace('"_entry":0,', `"_entry":${number},`)));
}

/** A body in which something was renamed is shorter than it says. Only answers of the identity service are such. */
function sized(entry: string): string {
  if (!entry.includes('access_token')) return entry;
  const parsed: { readonly response: { readonly content: { size: number; readonly text?: string } } } =
    JSON.parse(entry);
  const { content } = parsed.response;
  content.size = Buffer.byteLength(content.text ?? '');
  return JSON.stringify(parsed);
}
