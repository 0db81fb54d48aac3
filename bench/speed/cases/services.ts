import { writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { keptCapture } from '../../har/capture.ts';
import type { Contender, Limit, Setting, SpeedCase } from '../contender.ts';
import { node, rolefit } from '../contenders.ts';
import { committedFiles } from './again.ts';
import { writeMonorepo } from './monorepos.ts';

const [few, many] = [1, 8];

/** What is shared is read once: more services cost what concluding on them does. */
const limits: readonly Limit[] = [{ of: 'eight', over: ['one'], most: 1.25 }];

/** A config of several services that share what is read. */
export const sharedInputs: readonly SpeedCase[] = [
  {
    name: 'services-recording',
    what: `${many} services on one recording of 200 MB, beside one`,
    prepare: (setting) => {
      const { file } = keptCapture(setting.trees, 200);
      const serviceOf = (name: string) => ({ name, traffic: [basename(file)] });
      return { contenders: [node, ...both(setting, dirname(file), serviceOf)], limits };
    },
  },
  {
    name: 'services-folder',
    what: `${many} services that begin at different files of one integration in a monorepo of 8,000, beside one`,
    prepare: (setting) => {
      const folder = writeMonorepo(setting.trees, 'services-8000', { files: 8_000, integrations: 1 });
      const files = committedFiles(folder);
      const job = files.find((path) => path.endsWith('/src/sync/job.ts')) ?? '';
      const starts = [job, ...files.filter((path) => dirname(path) === dirname(job) && path !== job)];
      // The first begins where all of it is reached; each of the others at a file of its own, or at two.
      const serviceOf = (name: string, index: number) => ({
        name,
        sources: ['.'],
        entries: [...new Set([starts[index % starts.length], starts[Math.floor(index / starts.length)]])],
      });
      return { contenders: [node, ...both(setting, folder, serviceOf)], limits };
    },
  },
];

function both(
  setting: Setting,
  folder: string,
  serviceOf: (name: string, index: number) => object,
): readonly Contender[] {
  return [few, many].map((count) => {
    const services = Array.from({ length: count }, (_, index) => serviceOf(`service-${index}`, index));
    const config = `services-${count}.json`;
    writeFileSync(join(folder, config), JSON.stringify({ services }));
    const args = ['analyze', '--config', config, '--format', 'json', '--quiet', '--no-cache'];
    return {
      ...rolefit(setting, count === few ? 'one' : 'eight', args, folder),
      check: (stdout) => {
        const found = stdout === '' ? 0 : (JSON.parse(stdout) as { services: unknown[] }).services.length;
        return found === count ? undefined : `${found} services instead of ${count}`;
      },
    };
  });
}
