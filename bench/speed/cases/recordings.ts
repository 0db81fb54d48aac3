import { dirname, join } from 'node:path';
import { type Counts, keptCapture } from '../../har/capture.ts';
import { compileReader } from '../../har/compile-reader.ts';
import { jq, reader, streamparser, wholeParse } from '../../har/readers.ts';
import type { Contender, Limit, Setting, SpeedCase } from '../contender.ts';
import { node, rolefit } from '../contenders.ts';

interface Size {
  readonly megabytes: number;
  /** How often the slow ones run at most. */
  readonly rounds?: number;
  readonly limits: readonly Limit[];
}

/** What the reader promises at any size. At 50 MB half of its time is Node's, and no ratio means much. */
const constantMemory: Limit = { of: 'reader', peakMegabytes: 64 };
const ratios: readonly Limit[] = [
  { of: 'reader', over: ['jq'], most: 1 / 4 },
  { of: 'reader', over: ['streamparser'], most: 1 / 4 },
  { of: 'rolefit', over: ['jq'], most: 0.4 },
];

const sizes: readonly Size[] = [
  { megabytes: 50, limits: [constantMemory] },
  { megabytes: 500, limits: [constantMemory, ...ratios] },
  { megabytes: 2_000, rounds: 2, limits: [constantMemory, ...ratios] },
];

/** V8's longest string is half a gigabyte. */
const largestToParse = 500;

/** Recordings as Chrome exports them, up to more than any other parser takes whole. */
export const recordings: readonly SpeedCase[] = sizes.map(({ megabytes, rounds, limits }) => ({
  name: `recording-${megabytes}`,
  what: `a recording of ${megabytes} MB`,
  prepare: (setting) => {
    const { file, counts } = keptCapture(setting.trees, megabytes);
    const peers = [
      ...jq(file, counts),
      streamparser(file, counts),
      ...(megabytes > largestToParse ? [] : [wholeParse(file, counts)]),
    ];
    const contenders = [
      node,
      reader(compileReader(join(setting.trees, 'reader')), file, counts),
      report(setting, file, counts),
      ...peers.map((peer) => (rounds === undefined ? peer : { ...peer, rounds })),
    ];
    const names = contenders.map(({ name }) => name);
    const isHere = (limit: Limit): boolean => !('over' in limit) || limit.over.every((name) => names.includes(name));
    return { contenders, limits: limits.filter(isHere) };
  },
}));

/** The command line as it is installed, with everything that it makes of a recording. */
function report(setting: Setting, file: string, { entries, taken, denied }: Counts): Contender {
  const expected = JSON.stringify([entries, taken, ['GET /rest/v1/leads.json', taken, denied]]);
  return {
    ...rolefit(setting, 'rolefit', [file, '--format', 'json', '--quiet'], dirname(file)),
    check: (stdout) => {
      const found = stdout === '' ? 'nothing' : JSON.stringify(countsIn(stdout));
      return found === expected ? undefined : `${found} instead of ${expected}`;
    },
  };
}

interface Report {
  readonly services: readonly {
    readonly operations: readonly {
      readonly id: string;
      readonly calls: number;
      readonly outcomes: { readonly denied: number };
    }[];
  }[];
  readonly inputs: readonly { readonly read: number; readonly calls: number }[];
}

function countsIn(text: string): unknown[] {
  const { services, inputs } = JSON.parse(text) as Report;
  const operations = services.flatMap((service) => service.operations);
  return [
    ...inputs.flatMap(({ read, calls }) => [read, calls]),
    ...operations.map(({ id, calls, outcomes }) => [id, calls, outcomes.denied]),
  ];
}
