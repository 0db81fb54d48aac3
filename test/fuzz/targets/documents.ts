import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative } from 'node:path';
import process from 'node:process';
import { stringify } from 'yaml';
import { reportFromPublished } from '../../../src/explore/index.ts';
import { compareSnapshots, lockText, parseLock, snapshotOfLock } from '../../../src/gate/index.ts';
import { findConfig } from '../../../src/load/config.ts';
import { findLock, lockName } from '../../../src/load/lock.ts';
import { mergeReports } from '../../../src/load/merge-reports.ts';
import { loadModel } from '../../../src/load/model.ts';
import { readReport } from '../../../src/load/read-report.ts';
import { loadSnapshot } from '../../../src/load/snapshot.ts';
import type { Config } from '../../../src/model/config.ts';
import { formats, plainOptions, publishReport, renderers } from '../../../src/report/index.ts';
import { mutate } from '../../har/mutations.ts';
import { createReport } from '../../kit/report.ts';
import { createReportModel } from '../../kit/report-model.ts';
import { scratchVariable } from '../../kit/scratch.ts';
import { mutateJson } from '../mutate-json.ts';
import { refused } from '../refused.ts';
import { diceOf, pick, type Random, type Target } from '../target.ts';

const model = await loadModel();
const small = createReportModel();

/** One folder for all: each input is written over the one before. */
const folder = realpathSync(mkdtempSync(join(process.env[scratchVariable] ?? tmpdir(), 'rolefit-fuzz-')));
mkdirSync(join(folder, 'src'));
writeFileSync(join(folder, 'src/a.ts'), '');
writeFileSync(join(folder, 'a.har'), '{}');
symlinkSync(tmpdir(), join(folder, 'out'));

/** Texts as they are, and values of them changed: a schema sees little of a text that is no JSON. */
function damaged(originals: readonly string[], random: Random): Buffer {
  const original = pick(originals, random);
  const changed = random() < 0.7 ? mutateJson(original, random) : original;
  return random() < 0.4 ? mutate(Buffer.from(changed), random) : Buffer.from(changed);
}

const operation = 'GET /rest/v1/leads.json';
const configs = [
  {
    sources: ['src'],
    entries: ['src/a.ts'],
    granted: ['Read-Only Lead'],
    hosts: ['proxy.example'],
    policy: { failOn: 'error', requireComplete: true, findings: { 'disputed-requirement': 'off' } },
  },
  {
    services: [
      { name: 'one', sources: ['src'], entries: ['./src/a.ts'], forbidden: { effects: ['delete'], permissions: [] } },
      { name: 'two', traffic: ['*.har'], user: 'a@b.example', granted: { file: 'roles.csv', roles: ['API'] } },
    ],
    traffic: ['a.har'],
    workspaces: [{ name: 'EU', partitions: ['EU'] }],
    exceptions: [{ kind: 'disputed-requirement', reason: 'known', until: '2027-01-01' }],
    annotations: [{ file: 'src/a.ts', operations: [operation] }],
  },
  { sources: ['src', 'out'], traffic: ['../*.har'] },
].map((value) => JSON.stringify(value));

const config: Target = {
  name: 'config',
  law: 'a damaged configuration reaches nothing outside of its folder, or is one list of input errors',
  endings: ['config', 'input-error'],
  inTests: 200,
  canShrink: true,
  make: (random) => damaged(configs, random),
  async judge(input) {
    const isYaml = diceOf(input)() < 0.3;
    const name = isYaml ? 'c.yaml' : 'c.json';
    writeFileSync(join(folder, name), isYaml ? asYaml(input) : input);
    try {
      const found = await findConfig(folder, name, model);
      if (found !== undefined) expectInside(found.config);
      return 'config';
    } catch (error) {
      return refused(error);
    }
  },
};

function asYaml(input: Buffer): string {
  try {
    return stringify(JSON.parse(input.toString('utf8')));
  } catch {
    return input.toString('utf8');
  }
}

function expectInside({ services, traffic, clients, annotations }: Config): void {
  const paths = [
    ...services.flatMap((one) => [...one.sources, ...one.entries, ...one.traffic, ...one.accessLogs]),
    ...[...traffic, ...clients, ...annotations.map(({ file }) => file)],
  ];
  for (const path of paths) {
    const inside = relative(folder, realPath(join(folder, path)));
    if (inside === '..' || inside.startsWith('../') || isAbsolute(inside)) throw new Error(`${path} leads out`);
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

const locks = [
  {
    lockVersion: 1,
    services: {
      one: { status: 'complete', role: ['Read-Only Lead'], operations: { [operation]: 'read' } },
      'two / three': {
        status: 'lower-bound',
        role: ['Read-Write Lead'],
        operations: { 'POST /rest/v1/leads.json': 'write' },
        accepted: { 'unresolved-call': 3 },
      },
    },
  },
].map((value) => JSON.stringify(value, null, 2));

const lock: Target = {
  name: 'lock',
  law: 'a damaged lock is one that comes back as it was read, or is one list of input errors',
  endings: ['lock', 'input-error'],
  inTests: 200,
  canShrink: true,
  make: (random) => damaged(locks, random),
  async judge(input) {
    writeFileSync(join(folder, lockName), input);
    try {
      const found = await findLock(folder);
      if (found === undefined) throw new Error('the lock was not found');
      const again = parseLock(JSON.parse(lockText(found)));
      if (lockText(again) !== lockText(found)) throw new Error('another lock comes back');
      compareSnapshots(snapshotOfLock(found), snapshotOfLock(again), model.permissions);
      return 'lock';
    } catch (error) {
      return refused(error);
    }
  },
};

const saved = JSON.stringify(publishReport(createReport(small)));

const report: Target = {
  name: 'saved-report',
  law: 'a damaged report is shown, compared and put together with others, or is one list of input errors',
  endings: ['shown', 'compared', 'input-error'],
  inTests: 40,
  canShrink: true,
  make: (random) => damaged([saved], random),
  async judge(input) {
    const file = 'report.json';
    writeFileSync(join(folder, file), input);
    const results = [
      await settle(() => mergeReports([file], { cwd: folder, model: { ...model, ...small } })),
      await settle(async () => {
        const snapshot = await loadSnapshot(file, folder);
        compareSnapshots(snapshot, snapshot, small.permissions);
      }),
      await settle(async () => {
        const read = reportFromPublished(await readReport(file, folder), small, file);
        for (const format of formats) renderers[format](read, small, plainOptions);
      }),
    ];
    if (results[2] === 'done') return 'shown';
    return results[1] === 'done' ? 'compared' : 'input-error';
  },
};

async function settle(work: () => Promise<unknown>): Promise<'done' | 'input-error'> {
  try {
    await work();
    return 'done';
  } catch (error) {
    return refused(error);
  }
}

export const documents: readonly Target[] = [config, lock, report];
