import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Setting } from '../contender.ts';
import { type Figure, growth, type Measured, type Verdict, verdict } from '../figures.ts';
import { runOnce } from '../run-once.ts';
import type { CoreTimes } from './core-times.ts';

export const coreCase = {
  name: 'core',
  what: '100000 calls to every operation by eight services, in one process: folded, solved, and in every format',
} as const;

/** How many times as long as the floor a part may take: twice of what it took when the limit was set. */
const mostTimesFloor: Readonly<Record<string, number>> = { fold: 7, solve: 10, text: 6, html: 6, json: 5, sarif: 4 };
const mostTimesFloorOfOthers = 1.5;
/** Above 1 is more than linear; what is left is the noise of a few runs. */
const mostGrowth = 1.25;

/** Runs `bench/core.ts` once, which times its parts itself. */
export function measureCore(setting: Setting): Measured {
  let times: readonly CoreTimes[] = [];
  const script = fileURLToPath(new URL('../../core.ts', import.meta.url));
  const run = runOnce(
    {
      name: 'core',
      command: process.execPath,
      args: ['--import', import.meta.resolve('tsx'), script],
      cwd: process.cwd(),
      check: (stdout) => {
        times = JSON.parse(stdout) as readonly CoreTimes[];
        return times.find(({ wrong }) => wrong !== undefined)?.wrong;
      },
    },
    setting.scratch,
  );
  const whole: Figure = {
    name: 'all of it',
    rounds: 1,
    milliseconds: run.milliseconds,
    peakMegabytes: run.usage?.peakMegabytes,
    cpuMilliseconds: run.usage?.cpuMilliseconds,
    wrong: run.wrong,
  };
  const largest = times.at(-1);
  const parts = largest?.parts ?? [];
  return {
    ...coreCase,
    figures: [...parts.map(({ part, milliseconds }) => figure(part, milliseconds)), whole],
    verdicts: largest === undefined ? [] : parts.flatMap(({ part }) => judge(part, largest, times)),
  };
}

function figure(name: string, milliseconds: number): Figure {
  return { name, rounds: 3, milliseconds, peakMegabytes: undefined, cpuMilliseconds: undefined, wrong: undefined };
}

function judge(part: string, largest: CoreTimes, times: readonly CoreTimes[]): Verdict[] {
  const takenBy = ({ parts }: CoreTimes): number => parts.find((one) => one.part === part)?.milliseconds ?? Number.NaN;
  // What folds works on calls, everything else on the report: that is what its size is.
  const isFold = part === 'fold';
  const floor = isFold ? largest.floors.calls : largest.floors.report;
  const points = times.map((one) => ({ size: isFold ? one.calls : one.reportBytes, milliseconds: takenBy(one) }));
  return [
    verdict(
      `${part} / (JSON of the same ${isFold ? 'calls' : 'report'})`,
      takenBy(largest) / floor,
      mostTimesFloor[part] ?? mostTimesFloorOfOthers,
    ),
    verdict(`growth of ${part}`, growth(points), mostGrowth),
  ];
}
