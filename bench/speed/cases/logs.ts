import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { keptCapture } from '../../har/capture.ts';
import type { Contender, Limit, Setting, SpeedCase } from '../contender.ts';
import { node, rolefit } from '../contenders.ts';
import { keptLog, type LogCounts } from '../generate/log.ts';

const megabytes = 200;

/**
 * What Node needs by itself is some 40 MB. Lines of JSON that are like one before them are not read again; lines of text
 * are, each of them.
 */
const limitsOf: Readonly<Record<'json' | 'text', readonly Limit[]>> = {
  json: [
    { of: 'rolefit', peakMegabytes: 90 },
    { of: 'rolefit', over: ['recording'], most: 1.75 },
  ],
  text: [
    { of: 'rolefit', peakMegabytes: 120 },
    { of: 'rolefit', over: ['recording'], most: 3 },
  ],
};

/** Logs of a proxy of which three of ten lines go to Marketo, beside what people look into logs with. */
export const logs: readonly SpeedCase[] = (['json', 'text'] as const).map((kind) => ({
  name: `log-${kind}`,
  what: `a log of ${megabytes} MB in ${kind === 'json' ? 'JSON' : 'text'}`,
  prepare: (setting) => {
    const { file, counts } = keptLog(setting.trees, kind, megabytes);
    const peers = kind === 'json' ? peer('jq', ['-c', '.', file]) : peer('rg', ['-c', 'rest/(v1|asset)', file]);
    const contenders = [node, report(setting, file, counts), recording(setting), ...peers];
    const limits: readonly Limit[] = [
      ...limitsOf[kind],
      ...(kind === 'json' && peers.length > 0 ? [{ of: 'rolefit', over: ['jq'], most: 0.5 }] : []),
    ];
    return { contenders, limits };
  },
}));

/** A program that is asked only where it is installed. */
function peer(name: string, args: readonly string[]): readonly Contender[] {
  if (spawnSync(name, ['--version']).status !== 0) return [];
  return [{ name, command: name, args, cwd: process.cwd() }];
}

/** The same command line on a recording of the same size. */
function recording(setting: Setting): Contender {
  const { file } = keptCapture(setting.trees, megabytes);
  return rolefit(setting, 'recording', [file, '--format', 'json', '--quiet'], dirname(file));
}

function report(setting: Setting, file: string, { lines, calls }: LogCounts): Contender {
  return {
    ...rolefit(setting, 'rolefit', [file, '--format', 'json', '--quiet'], dirname(file)),
    check: (stdout) => {
      const { inputs } = JSON.parse(stdout === '' ? '{"inputs":[]}' : stdout) as {
        readonly inputs: readonly { readonly read: number; readonly calls: number }[];
      };
      const found = inputs.map((input) => [input.read, input.calls]);
      const expected = JSON.stringify([[lines, calls]]);
      return JSON.stringify(found) === expected ? undefined : `${JSON.stringify(found)} instead of ${expected}`;
    },
  };
}
