import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { Setting, SpeedCase } from '../contender.ts';
import { analysis, type CacheUse, expecting, node, rolefit, search, withCache } from '../contenders.ts';
import { integrationOperations } from '../generate/integration.ts';
import { git, writeTree } from '../generate/write-tree.ts';
import { largest, writeMonorepo } from './monorepos.ts';
import { oneIntegration } from './one-folder.ts';

const largestTree = ({ trees }: Setting): string => writeMonorepo(trees, `monorepo-${largest.files}`, largest);
const checkArguments = ['check', '--format', 'json', '--quiet'];

/** What CI does all day: the same repository again, with what the last run left in the cache. */
export const secondRun: SpeedCase = {
  name: 'second-run',
  what: `a monorepo of ${largest.files} source files for the second time`,
  prepare: (setting) => {
    const folder = largestTree(setting);
    return {
      contenders: [
        node,
        search(folder),
        analysis(setting, folder, integrationOperations, { cache: { kept: 'second' } }),
      ],
      limits: [{ of: 'rolefit', over: ['search'], most: 0.8 }],
    };
  },
};

/** A file that has nothing to do with Marketo; what is added changes no answer. */
export const changedFile: SpeedCase = changed('changed-file', 'one file that has nothing to do with Marketo', {
  path: (files) => files.find((path) => /\/src\/model\/.*\.ts$/.test(path) && !path.includes('.test.')),
  edit: (text, round) => ({ text: `${text}\nexport const round${round} = ${round};\n`, more: [] }),
});

/** A file of an integration, which calls another operation each time: the answer changes with it. */
export const changedIntegration: SpeedCase = changed('changed-integration', 'one file of an integration', {
  path: (files) => files.find((path) => path.endsWith('/src/sync/job.ts')),
  edit: (text, round) => {
    const path = newPaths[round % newPaths.length];
    const line = `  await call('GET', '${path}');\n`;
    const body = text.replace('  await allLists();\n', (call) => call + line);
    return { text: `import { call } from './client';\n${body}`, more: [`GET /rest/v1${path}`] };
  },
});
const newPaths = ['/companies.json', '/opportunities.json', '/salespersons.json', '/namedaccounts.json'];

interface Change {
  /** Which of the committed files is edited. */
  readonly path: (files: readonly string[]) => string | undefined;
  /** Its text in a round, and the operations that it adds. */
  readonly edit: (text: string, round: number) => { readonly text: string; readonly more: readonly string[] };
}

function changed(name: string, file: string, { path, edit }: Change): SpeedCase {
  return {
    name,
    what: `the gate on a monorepo of ${largest.files} source files, of which ${file} was changed since the last run`,
    prepare: (setting) => {
      const folder = largestTree(setting);
      acceptOf(setting, folder);
      const target = path(committedFiles(folder));
      if (target === undefined) throw new Error(`${folder} has no file for ${name}`);
      const original = readFileSync(join(folder, target), 'utf8');
      const cache = withCache(setting, { kept: name });
      let [round, more]: [number, readonly string[]] = [0, []];
      const check = {
        ...rolefit(setting, 'check', checkArguments, folder),
        env: cache.env,
        before: () => {
          cache.before();
          const edited = edit(original, ++round);
          more = edited.more;
          writeFileSync(join(folder, target), edited.text);
        },
        check: expecting(() => [...integrationOperations, ...more]),
      };
      return {
        contenders: [node, search(folder), check],
        limits: [{ of: 'check', over: ['search'], most: 1 }],
        after: () => git(folder, 'checkout', '-q', '--', target),
      };
    },
  };
}

/** The gate of a repository with one integration, with nothing new: what a hook before each commit costs. */
export const smallCheck: SpeedCase = {
  name: 'small-check',
  what: 'the gate on one integration of six files, for the second time',
  prepare: (setting) => {
    const folder = writeTree(setting.trees, 'small-check', oneIntegration);
    acceptOf(setting, folder);
    const cache: CacheUse = { kept: 'small' };
    const check = {
      ...rolefit(setting, 'check', checkArguments, folder),
      ...withCache(setting, cache),
      check: expecting(() => integrationOperations),
    };
    return { contenders: [node, check], limits: [{ of: 'check', over: ['node'], most: 6 }] };
  },
};

/** A config, and the lock that this program writes; both committed, so that git's index stays clean. */
function acceptOf({ program }: Setting, folder: string): void {
  const [config, lock] = ['rolefit.config.json', 'rolefit.lock.json'];
  // A bench that was stopped may have left a changed file behind.
  git(folder, 'checkout', '-q', '--', '.');
  const before = existsSync(join(folder, lock)) ? readFileSync(join(folder, lock), 'utf8') : '';
  writeFileSync(join(folder, config), '{ "name": "lead-sync", "sources": ["."] }\n');
  const { status, stderr } = spawnSync(process.execPath, [program, 'check', '--update', '--quiet'], {
    cwd: folder,
    env: { ...process.env, ROLEFIT_CACHE: 'off' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`rolefit check --update failed: ${stderr}`);
  if (readFileSync(join(folder, lock), 'utf8') === before) return;
  git(folder, 'add', config, lock);
  git(folder, 'commit', '-q', '--no-verify', '-m', 'What it is accepted to need');
}

/** What git tracks in a tree. */
export function committedFiles(folder: string): readonly string[] {
  return spawnSync('git', ['-C', folder, 'ls-files', '-z'], { encoding: 'utf8', maxBuffer: 64 << 20 }).stdout.split(
    '\0',
  );
}
