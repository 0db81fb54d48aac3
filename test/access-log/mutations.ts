import { readdirSync, readFileSync } from 'node:fs';
import { createIsApiPath, readAccessLog } from '../../src/access-log/index.ts';
import { loadLogFormats } from '../../src/load/log-formats.ts';
import { loadModel } from '../../src/load/model.ts';
import { InputError } from '../../src/model/input-error.ts';
import { hostFamily, knownHosts } from '../../src/rules/marketo-hosts.ts';
import { inRandomChunks, type Random } from '../har/mutations.ts';
import { strangers } from './strangers.ts';

const samples = new URL('../../fixtures/traffic/log-formats/', import.meta.url);
const { rules } = await loadModel();
const options = {
  formats: await loadLogFormats(),
  hostFamily: (host: string) => hostFamily(host, []),
  hostNames: knownHosts,
  isApiPath: createIsApiPath(rules.operations.map((operation) => operation.path)),
  isMcpServer: () => false,
};

/** Logs to begin with: a sample of every format, and what programs write that no format was made for. */
export const originals: readonly Buffer[] = [
  ...readdirSync(samples).map((name) => readFileSync(new URL(name, samples))),
  ...strangers.map(({ lines }) => Buffer.from(`${lines.join('\n')}\n`)),
];

const path = '/rest/v1/opportunities/describe.json';
/** A line that nothing happens to: it stands in front of a log and behind it. */
const intact = `10.0.0.1 - - [30/Nov/2026:10:00:00 +0000] "GET https://123-abc-456.mktorest.com${path} HTTP/1.1" 200 2\n`;

/** Reasons that say where a line's request goes; any other says that there is none. */
const told = new Set(['not-marketo', 'another-host', 'not-the-api', 'connect', 'preflight', 'bad-method', 'answer']);

/** A member of an object over several lines: of a name that stands twice, the last counts. */
const member = /^\s*["']?\w+["']?\s*:/;

export type Ending = 'whole' | 'incomplete' | 'input-error';

/**
 * Reads what a mutation made of a log, between lines that are as they were.
 *
 * @throws Error when anything is thrown but an input error, when a line is not counted, or when a call is lost without a
 * word: one of the lines around it, or of a line that still names a path of the API.
 */
export async function readMutation(bytes: Buffer, random: Random): Promise<Ending> {
  const text = Buffer.concat([Buffer.from(intact), bytes, Buffer.from(`\n${intact}`)]);
  const reading = readAccessLog(inRandomChunks(text, random), options);
  let around = 0;
  try {
    for await (const call of reading) if (call.kind === 'api' && call.path === path) around += call.times;
  } catch (error) {
    if (error instanceof InputError) return 'input-error';
    throw error;
  }
  const { lines, taken, skipped, complete } = reading.summary();
  const written = linesOf(text.toString('utf8'));
  if (lines !== written.length) throw new Error(`${lines} of ${written.length} lines were counted`);
  if (!complete) return 'incomplete';
  if (around < 2) throw new Error('a line that is whole was lost');
  const accounted = skipped.reduce((sum, { reason, count }) => sum + (told.has(reason) ? count : 0), taken);
  const naming = written.filter((line) => /\/rest\/v1\/[a-z]/.test(line) && !member.test(line)).length;
  if (accounted < naming) throw new Error(`${naming - accounted} lines name a path of the API and are not told`);
  return 'whole';
}

/** As the reader splits them: a carriage return alone ends a line as well. */
function linesOf(text: string): string[] {
  const lines = text.split('\n').slice(0, -1);
  return lines.flatMap((line) => line.replace(/\r+$/, '').split(/\r+/));
}
