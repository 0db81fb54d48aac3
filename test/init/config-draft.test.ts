import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ConfigDraft, configText, draftConfig } from '../../src/init/config-draft.ts';
import { settleDraft } from '../../src/init/settle-draft.ts';
import { loadConfig } from '../../src/load/config.ts';
import { loadModel } from '../../src/load/model.ts';
import type { Config } from '../../src/model/config.ts';
import { createReport } from '../kit/report.ts';
import { createReportModel } from '../kit/report-model.ts';

const model = await loadModel();
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-draft-'));
});
afterEach(() => rm(folder, { recursive: true }));

const one: ConfigDraft = { services: [{ name: 'sync', sources: ['.'], entries: [], traffic: [] }], hosts: [] };
const whole: ConfigDraft = {
  services: [{ name: 'sync', sources: ['.'], entries: [], traffic: ['a.har', 'b/ü.har'], granted: 'roles/sync.csv' }],
  hosts: ['proxy.example'],
};
const onlyTraffic: ConfigDraft = { services: [{ name: 'x', sources: [], entries: [], traffic: ['a.har'] }], hosts: [] };
const several: ConfigDraft = {
  services: [
    { name: 'z', sources: ['.'], entries: ['z/main.ts'], traffic: [] },
    { name: 'a', sources: ['.'], entries: ['a/main.ts', 'a/job.ts'], traffic: [] },
  ],
  hosts: ['proxy.example'],
};

/** Places differ: one is read from a file that the other has not got yet. */
function withoutPlaces({ services, ...config }: Config) {
  const at = { file: '' };
  return {
    ...config,
    services: services.map(({ granted, ...service }) => ({
      ...service,
      at,
      ...(granted === undefined ? {} : { granted: { ...granted, at } }),
    })),
  };
}

describe('what is shown is what is analysed', () => {
  test.each([
    ['one service', one],
    ['one service with all that it can have', whole],
    ['recordings alone', onlyTraffic],
    ['several services', several],
  ])('%s', async (_, draft) => {
    await mkdir(join(folder, 'roles'));
    await writeFile(join(folder, 'rolefit.config.json'), configText(draft));
    const { config } = await loadConfig(folder, undefined, model);
    expect(withoutPlaces(draftConfig(draft, 'rolefit.config.json'))).toEqual(withoutPlaces(config));
  });
});

test('the text is JSON with its schema first, and names nothing that is not there', () => {
  expect(configText(one)).toBe(`{
  "$schema": "./node_modules/rolefit/rules/schema/config.schema.json",
  "name": "sync",
  "sources": [
    "."
  ]
}
`);
});

describe('a draft after its analysis', () => {
  const report = createReport(createReportModel());
  const [service] = report.services;
  if (service === undefined) throw new Error('the report of the kit has no service');
  const calling = (name: string) => ({ ...service, name });
  const dead = (name: string) => ({
    ...calling(name),
    operations: service.operations.map((use) => ({ ...use, reachable: false })),
  });

  test('stays as it is where every service calls', () => {
    expect(settleDraft(several, { ...report, services: [calling('a'), calling('z')] })).toBe(several);
  });

  test('loses a service that calls nothing; one that is left finds its entries anew', () => {
    const settled = settleDraft(several, { ...report, services: [calling('a'), dead('z')] });
    expect(settled.services).toEqual([{ name: 'a', sources: ['.'], entries: [], traffic: [] }]);
    expect(settled.hosts).toEqual(several.hosts);
  });

  test('two that are left keep theirs', () => {
    const three = {
      ...several,
      services: [...several.services, { name: 'm', sources: ['.'], entries: ['m.ts'], traffic: [] }],
    };
    const settled = settleDraft(three, { ...report, services: [calling('a'), calling('z')] });
    expect(settled.services).toEqual(several.services);
  });

  test('stays as it is where nothing would be left', () => {
    expect(settleDraft(several, { ...report, services: [dead('a')] })).toBe(several);
  });
});
