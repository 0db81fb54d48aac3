import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exitCodes } from '../../src/cli/exit-code.ts';
import { runAction } from './run-action.ts';
import { type Action, readYaml, repository } from './runner.ts';

const action = await readYaml<Action>('action.yml');
const grant = { granted: 'Read-Write Lead, Read-Only Activity, Read-Write Assets, Approve Assets' };

let top = '';
let workspace = '';
let home = '';
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'rolefit-action-'));
  workspace = join(top, 'work space');
  home = join(top, 'runner');
  await mkdir(home);
  await cp(join(repository, 'fixtures/apps/nightly-lead-sync'), workspace, { recursive: true });
});
afterEach(() => rm(top, { recursive: true }));

const stub = (inputs: Readonly<Record<string, string>>) => runAction(inputs, { workspace, home, rolefit: 'stub' });
const real = (inputs: Readonly<Record<string, string>>) => runAction(inputs, { workspace, home, rolefit: 'real' });

describe('what is installed', () => {
  test('the dependencies of the repository, without scripts', async () => {
    const { npm } = await stub({});
    expect(npm).toEqual([workspace, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  });

  test('nothing where the job has done it, and then rolefit must be there', async () => {
    const { code, npm, runs, log } = await stub({ install: 'false' });
    expect({ code, npm, runs }).toEqual({ code: 2, npm: [], runs: [] });
    expect(log).toContain('rolefit is not installed here: add it to the devDependencies');
    expect((await stub({})).code).toBe(0);
    expect((await stub({ install: 'false' })).code).toBe(0);
  });

  test('no other answer is taken', async () => {
    const { code, npm, log } = await stub({ install: 'true; touch pwned' });
    expect({ code, npm }).toEqual({ code: 2, npm: [] });
    expect(log).toContain('The input "install" must be true or false.');
  });
});

describe('what rolefit is called with', () => {
  test('without inputs: a check of the whole checkout', async () => {
    const { runs, outputs } = await stub({});
    expect(runs).toEqual([
      {
        cwd: workspace,
        page: join(home, 'page.md'),
        args: ['check', '--format=github', expect.stringMatching(/^--output=json=.*\/report\.json$/)],
      },
    ]);
    expect(outputs).toEqual({
      ...{ result: 'clean', 'exit-code': '0', 'minimal-role': '', 'excess-count': '', 'missing-count': '' },
      'sarif-file': '',
    });
  });

  test('every input has its place', async () => {
    const { runs } = await stub({
      ...grant,
      command: 'analyze',
      'fail-on': 'never',
      sarif: 'true',
      args: '--quiet\nsrc',
    });
    expect(runs[0]?.args.slice(3)).toEqual([
      expect.stringMatching(/^--output=sarif=.*\/rolefit\.sarif$/),
      ...[`--granted=${grant.granted}`, '--fail-on=never', '--quiet', 'src'],
    ]);
    expect((await stub({ base: 'origin/main', summary: 'false' })).runs[1]).toEqual({
      cwd: workspace,
      args: ['check', '--format=github', expect.any(String), '--base=origin/main'],
    });
  });

  const hostile = [
    ...[
      '$(touch pwned)',
      '`touch pwned`',
      '; touch pwned #',
      '&& touch pwned',
      '| touch pwned',
      '> pwned',
      "'; touch pwned; '",
    ],
    ...[
      '"; touch pwned; "',
      '${IFS}',
      '\\',
      '*',
      '~',
      '{a,b}',
      '-rf',
      '--help',
      '--output=pwned',
      'a  b\tc',
      '! !!',
      'ü 漢 🙂',
    ],
    ...['${{ github.token }}', '%0A::set-output name=result::clean', '$ROLEFIT_TOOL', 'a\u0007b', "$'\\n'"],
  ];
  test.each(hostile)('%j is one argument', async (text) => {
    const before = await readdir(workspace);
    const { runs } = await stub({ command: 'analyze', granted: text, 'fail-on': text, args: text });
    expect(runs[0]?.args.slice(3)).toEqual([`--granted=${text}`, `--fail-on=${text}`, text]);
    expect((await readdir(workspace)).filter((name) => name !== 'node_modules')).toEqual(before);
  });

  test('a base is one argument as well', async () => {
    const base = '--output=$(touch pwned); "x';
    expect((await stub({ base })).runs[0]?.args.slice(3)).toEqual([`--base=${base}`]);
    expect(await readdir(workspace)).not.toContain('pwned');
  });

  test('args are lines: never split, never expanded, empty ones left out', async () => {
    const { runs } = await stub({ args: '--host\r\nproxy one.example\n\n  padded\n$HOME\n*.json\nlast' });
    expect(runs[0]?.args.slice(3)).toEqual(['--host', 'proxy one.example', '  padded', '$HOME', '*.json', 'last']);
  });

  test.each(['-', '--', "a b'c", '$(touch pwned)', '-P', '🙂', 'a\nb', '..hidden'])(
    'the folder %j is a folder',
    async (name) => {
      await mkdir(join(workspace, name));
      expect((await stub({ 'working-directory': name })).runs[0]?.cwd).toBe(join(workspace, name));
    },
  );

  test('a folder can be named in full', async () => {
    const folder = join(workspace, 'src');
    expect((await stub({ 'working-directory': folder })).runs[0]?.cwd).toBe(folder);
  });

  test.each([
    [{ command: 'init' }, 'command'],
    [{ command: 'check --help' }, 'command'],
    [{ command: '' }, 'command'],
    [{ granted: 'Read-Only Lead' }, 'granted'],
    [{ command: 'analyze', base: 'main' }, 'base'],
    [{ summary: 'yes' }, 'summary'],
    [{ sarif: 'true\nfalse' }, 'sarif'],
    [{ 'working-directory': 'nowhere' }, 'working-directory'],
    [{ 'working-directory': 'package.json' }, 'working-directory'],
  ])('%j is refused by name', async (inputs, name) => {
    const { code, runs, log } = await stub(inputs);
    expect({ code, runs }).toEqual({ code: 2, runs: [] });
    expect(log).toContain(`::error title=rolefit::The input "${name}" `);
  });
});

describe('with rolefit itself', () => {
  test('a grant with too much of it: findings, counted, and on the page of the run', async () => {
    const { code, outputs, page, log } = await real({ ...grant, command: 'analyze', sarif: 'true' });
    expect(code).toBe(1);
    expect(outputs).toMatchObject({
      result: 'findings',
      'exit-code': '1',
      'minimal-role': '{"nightly-lead-sync":["Read-Only Activity","Read-Write Lead"]}',
      'excess-count': '2',
      'missing-count': '0',
    });
    expect(page).toContain('# rolefit');
    expect(log).toContain('::warning ');
    const sarif = JSON.parse(await readFile(outputs['sarif-file'] ?? '', 'utf8'));
    expect(sarif.version).toBe('2.1.0');
  });

  test('no page where none is wanted, and no exit code where nothing fails', async () => {
    const { code, outputs, page } = await real({ ...grant, command: 'analyze', summary: 'false', 'fail-on': 'never' });
    expect({ code, page }).toEqual({ code: 0, page: '' });
    expect(outputs).toMatchObject({ result: 'clean', 'excess-count': '2', 'sarif-file': '' });
  });

  test('a check of a folder without a config is an error, and all outputs are there', async () => {
    const { code, outputs, log } = await real({});
    expect(code).toBe(2);
    expect(outputs).toMatchObject({ result: 'usage', 'exit-code': '2', 'minimal-role': '', 'excess-count': '' });
    expect(log).toContain('there is no configuration');
  });

  test('a service with a name made to end a value early stays one value', async () => {
    const name = 'x<<EOF EOF result=clean';
    await writeFile(join(workspace, 'rolefit.config.json'), JSON.stringify({ name, sources: ['.'] }));
    const { outputs } = await real({ args: '--no-lock' });
    expect(JSON.parse(outputs['minimal-role'] ?? '')).toEqual({ [name]: ['Read-Only Activity', 'Read-Write Lead'] });
    expect(outputs['result']).toBe('clean');
  });
}, 60_000);

describe('action.yml', () => {
  const scripts = action.runs.steps.flatMap(({ run }) => run ?? []);

  test('puts no expression into a script', () => {
    expect(scripts.length).toBe(2);
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });

  test('has a word for every exit code, in their order', () => {
    const words = /\[([^\]]+)\]\[ROLEFIT_CODE\]/.exec(scripts.join('\n'))?.[1];
    const names = Object.entries(exitCodes).toSorted(([, a], [, b]) => a - b);
    expect(words).toBe(names.map(([name]) => `'${name}'`).join(', '));
  });

  test('uploads only what was asked for and is there, whatever the run said', () => {
    const upload = action.runs.steps.filter(({ uses = '' }) => uses.includes('upload-sarif'));
    expect(upload.map((step) => step.if)).toEqual([
      "${{ always() && inputs.sarif == 'true' && steps.run.outputs.sarif-file != '' }}",
    ]);
  });

  test('uses every input it has', async () => {
    const text = await readFile(join(repository, 'action.yml'), 'utf8');
    expect(Object.keys(action.inputs).filter((name) => !text.includes(`inputs.${name} `))).toEqual([]);
  });
});
