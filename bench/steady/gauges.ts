import { statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { stepsOf } from '../../test/kit/program.ts';
import { writeCapture } from '../har/capture.ts';
import { writeMonorepo } from '../speed/cases/monorepos.ts';
import { oneIntegration } from '../speed/cases/one-folder.ts';
import type { Contender, Setting } from '../speed/contender.ts';
import { analysis, byteScan, node, rolefit, tsMorph } from '../speed/contenders.ts';
import { integrationOperations } from '../speed/generate/integration.ts';
import { type MonorepoOptions, monorepo } from '../speed/generate/monorepo.ts';
import { writeTree } from '../speed/generate/write-tree.ts';
import { filesRead, filesReadAgain } from './files-read.ts';
import type { Gauge } from './gauge.ts';
import { loadedCode } from './loaded-code.ts';
import { workRatios } from './work-ratios.ts';

const rounds = 2;
const megabytesOfHar = 20;
const [some, none]: readonly [MonorepoOptions, MonorepoOptions] = [
  { files: 2_000, integrations: 1 },
  { files: 2_000, integrations: 0 },
];

/**
 * Everything that is gauged. Limits are about twice what was measured when they were set: they are for what creeps back,
 * such as a second read of every file or a parser that is loaded for nothing, not for percents.
 */
export async function takeGauges(setting: Setting): Promise<readonly Gauge[]> {
  const small = writeTree(setting.trees, 'steady-small', oneIntegration);
  const folders = {
    some: writeMonorepo(setting.trees, 'steady-some', some),
    none: writeMonorepo(setting.trees, 'steady-none', none),
  };
  const run = {
    version: rolefit(setting, 'version', ['--version'], small),
    help: rolefit(setting, 'help', ['--help'], small),
    small: analysis(setting, small, integrationOperations, { name: 'one integration' }),
    some: analysis(setting, folders.some, integrationOperations, { name: 'monorepo' }),
    again: analysis(setting, folders.some, integrationOperations, { name: 'second run', cache: { kept: 'steady' } }),
    none: analysis(setting, folders.none, [], { name: 'no Marketo' }),
  };
  const recording = await recordingOf(setting);
  return [
    ...loadedCode(run.version, setting.scratch, { modules: 8, kilobytes: 40 }),
    ...loadedCode(run.help, setting.scratch, { modules: 8, kilobytes: 40 }),
    ...loadedCode(run.none, setting.scratch, { modules: 16, kilobytes: 1_300 }),
    ...loadedCode(run.small, setting.scratch, { modules: 60, kilobytes: 20_000 }),
    ...filesRead(run.some, ...sourcesOf(some), setting.scratch),
    ...filesRead(run.none, ...sourcesOf(none), setting.scratch),
    ...filesReadAgain(run.again, sourcesOf(some)[0], setting.scratch),
    { name: 'one integration: steps of the interpreter', value: integrationSteps(), most: 2_000 },
    ...workRatios(
      [
        { of: run.version, over: node, most: 2.5, peakMegabytes: 90 },
        { of: run.small, over: tsMorph(small, 'all'), most: 0.8, peakMegabytes: 300 },
        {
          of: run.none,
          over: { ...byteScan(folders.none), name: 'a search of no Marketo' },
          most: 3,
          peakMegabytes: 200,
        },
        {
          of: run.some,
          over: { ...byteScan(folders.some), name: 'a search of the monorepo' },
          most: 14,
          peakMegabytes: 300,
        },
        { of: recording, over: parsed(recording), most: 6, peakMegabytes: 200 },
      ],
      rounds,
      setting.scratch,
    ),
  ];
}

/** How many source files a tree has, and their bytes. */
function sourcesOf(options: MonorepoOptions): readonly [files: number, bytes: number] {
  const sources = [...monorepo(options)].filter(
    ([path]) => /\.[jt]sx?$/.test(path) && !/\/(?:dist|node_modules)\//.test(path),
  );
  return [sources.length, sources.reduce((sum, [, text]) => sum + text.length, 0)];
}

function integrationSteps(): number {
  const files = [...oneIntegration()].map(([path, text]) => [path.replace('src/', ''), text] as const);
  // The first file is where the program starts.
  return stepsOf(Object.fromEntries(files.toReversed()));
}

/** A recording of some megabytes, analysed. */
async function recordingOf(setting: Setting): Promise<Contender> {
  const file = join(setting.scratch, 'capture.har');
  const { taken } = await writeCapture(file, megabytesOfHar);
  const { size } = statSync(file);
  return {
    ...rolefit(
      setting,
      `recording of ${(size / 1e6).toFixed(0)} MB`,
      ['capture.har', '--format', 'json', '--quiet'],
      setting.scratch,
    ),
    check: (stdout) => {
      const { coverage } = JSON.parse(stdout) as { readonly coverage: { readonly calls: number } };
      return coverage.calls === taken ? undefined : `${coverage.calls} calls of ${taken}`;
    },
  };
}

/** The same recording as any program would read it. */
function parsed({ cwd }: Contender): Contender {
  const script = "JSON.parse(require('node:fs').readFileSync('capture.har', 'utf8'))";
  return { name: 'JSON.parse of it', command: process.execPath, args: ['-e', script], cwd };
}
