import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { configNames } from '../../src/load/config-file.ts';
import { lockName } from '../../src/load/lock.ts';
import { classifyPath } from '../../src/sources/classify-path.ts';
import { createTools, type Ran, readYaml, repository, runScript, type Step } from './runner.ts';

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly permissions: unknown; readonly steps: readonly Step[] }>>;
}
interface GitLabJob {
  readonly script: readonly string[];
  readonly artifacts: { readonly when: string; readonly reports: Readonly<Record<string, string>> };
}

const workflow = await readYaml<Workflow>('rules/templates/github-workflow.yml');
const { rolefit: job } = await readYaml<{ rolefit: GitLabJob }>('rules/templates/gitlab-ci.yml');
const steps = Object.values(workflow.jobs).flatMap((one) => one.steps);

let top = '';
let workspace = '';
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'rolefit-templates-'));
  workspace = join(top, 'work space');
  await cp(join(repository, 'fixtures/apps/nightly-lead-sync'), workspace, { recursive: true });
});
afterEach(() => rm(top, { recursive: true }));

async function runAll(scripts: readonly string[], rolefit: 'real' | 'stub'): Promise<Ran> {
  const home = join(top, 'runner');
  await mkdir(join(home, 'temp'), { recursive: true });
  const env = { PATH: await createTools(home, rolefit), HOME: home, RUNNER_TEMP: join(home, 'temp') };
  let last: Ran = { code: 0, stdout: '', stderr: '' };
  for (const script of scripts) {
    if (last.code === 0) last = await runScript(script, { folder: workspace, home, env });
  }
  return last;
}
const asked = async () => (await readFile(join(top, 'runner/npm.txt'), 'utf8')).split('\0').slice(0, -1);

/** The repository's own dependencies, of which no script is run. */
async function expectOwnDependencies(): Promise<void> {
  expect(await asked()).toEqual([workspace, 'ci', '--ignore-scripts', '--no-audit', '--no-fund']);
}

describe('the workflow for GitHub', () => {
  const scripts = steps.flatMap(({ run }) => run ?? []);

  test('runs the check in the checkout', async () => {
    expect((await runAll(scripts, 'stub')).code).toBe(0);
    await expectOwnDependencies();
    const run = JSON.parse(await readFile(join(top, 'runner/runs.jsonl'), 'utf8'));
    expect(run).toEqual({ cwd: workspace, args: ['check', '--format', 'github'] });
  });

  test('is fit for forks: reads only, keeps no token, and nothing of the event is in a script', () => {
    expect(workflow.on).toEqual({ pull_request: null, push: { branches: ['main', 'master'] } });
    expect(workflow.permissions).toEqual({});
    expect(Object.values(workflow.jobs).map(({ permissions }) => permissions)).toEqual([{ contents: 'read' }]);
    expect(steps.find(({ uses = '' }) => uses.startsWith('actions/checkout@'))?.with).toEqual({
      'persist-credentials': false,
    });
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });
});

describe('the job for GitLab', () => {
  test('runs the check and leaves both reports, whatever the check says', async () => {
    await writeFile(join(workspace, 'rolefit.config.json'), JSON.stringify({ sources: ['.'] }));
    await writeFile(join(workspace, lockName), JSON.stringify({ lockVersion: 1, services: {} }));
    const { code, stdout } = await runAll([job.script.join('\n')], 'real');
    expect(code).toBe(1);
    expect(stdout).toContain('Read-Write Lead');
    await expectOwnDependencies();
    const { codequality = '', junit = '' } = job.artifacts.reports;
    expect(JSON.parse(await readFile(join(workspace, codequality), 'utf8')).length).toBeGreaterThan(0);
    expect(await readFile(join(workspace, junit), 'utf8')).toContain('<testsuites');
    expect(job.artifacts.when).toBe('always');
  }, 60_000);
});

test('nothing is ever fetched by the name of rolefit, which anybody may register', async () => {
  const files = [
    'action.yml',
    '.pre-commit-hooks.yaml',
    'rules/templates/github-workflow.yml',
    'rules/templates/gitlab-ci.yml',
  ];
  for (const file of files) {
    const text = await readFile(join(repository, file), 'utf8');
    expect(text).not.toMatch(/rolefit@|npm (?:i|install|exec)\b|npx (?!--no-install rolefit)\S/);
  }
});

describe('what is used of others', () => {
  const files = ['action.yml', 'rules/templates/github-workflow.yml'];

  test('every action is named by its commit, with the version that it is, and the same everywhere', async () => {
    const texts = await Promise.all(files.map((file) => readFile(join(repository, file), 'utf8')));
    const uses = texts.flatMap((text) => [...text.matchAll(/uses: (.*)$/gm)].map(([, use = '']) => use));
    expect(uses.filter((use) => !/^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(use))).toEqual([]);
    const commits = new Map(uses.map((use) => [use.split('@', 1).join(''), use]));
    expect(uses.filter((use) => commits.get(use.split('@', 1).join('')) !== use)).toEqual([]);
    expect([...commits.keys()].sort()).toEqual([
      ...['actions/checkout', 'actions/setup-node', 'github/codeql-action/upload-sarif'],
    ]);
  });
});

describe('the hook for pre-commit', async () => {
  const [hook, ...others] = await readYaml<readonly Readonly<Record<string, unknown>>[]>('.pre-commit-hooks.yaml');
  const runsFor = (file: string) => new RegExp(String(hook?.['files'])).test(file);

  test('checks the whole repository, by the command of the package that is installed', async () => {
    expect(others).toEqual([]);
    const { name, bin } = await readYaml<{ name: string; bin: object }>('package.json');
    expect(hook).toMatchObject({ id: name, entry: `npx --no-install ${name} check`, pass_filenames: false });
    expect(bin).toHaveProperty(name);
  });

  test.each(['js', 'mjs', 'cjs', 'ts', 'mts', 'cts', 'jsx', 'tsx', 'vue', 'svelte', 'gs'])(
    'runs for .%s',
    (extension) => {
      expect(classifyPath(`src/a.${extension}`, { includeTests: false }).kind).toBe('source');
      expect(runsFor(`src/a.${extension}`)).toBe(true);
    },
  );

  test.each([...configNames, lockName, 'a/package.json', 'tsconfig.build.json', 'recordings/a.har'])(
    'runs for %s',
    (file) => {
      expect(runsFor(file)).toBe(true);
    },
  );

  test.each(['README.md', 'data.json', 'src/a.css', 'notrolefit.config.json', 'a.tsv'])(
    'does not run for %s',
    (file) => {
      expect(runsFor(file)).toBe(false);
    },
  );
});
