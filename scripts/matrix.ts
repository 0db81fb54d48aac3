/**
 * Everything on every line of Node that is supported, and the package in unusual places:
 *
 *   npm run matrix [-- --node 20 --node 22] [--places] [--suite]
 *
 * Each line of Node is a package of npm's, installed for the moment. `--suite` alone runs the tests on each, `--places`
 * alone the packed program: from a folder that cannot be written to, by a path with blanks and letters of other scripts,
 * without a home, as a user without rights, with a clock that is far off, and in little memory.
 */
import { execFileSync, type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process, { argv, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { root } from './build/root.ts';

const lines = ['20', '22', '24', 'latest'];

const { values: flags } = parseArgs({
  args: argv.slice(2).filter((arg) => arg !== '--'),
  options: {
    node: { type: 'string', multiple: true, default: lines },
    suite: { type: 'boolean', default: false },
    places: { type: 'boolean', default: false },
  },
});

interface Place {
  readonly name: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Before the program. */
  readonly options?: readonly string[];
  readonly uid?: number;
}

const farOff = `const far = Date.now() - 9e11; const Real = Date;
globalThis.Date = class extends Real { constructor(...given) { super(...(given.length === 0 ? [far] : given)); } static now() { return far; } };`;

/** Where and how the packed program is run, beside the ordinary. */
function placesOf(scratch: string): readonly Place[] {
  const clock = join(scratch, 'clock.cjs');
  writeFileSync(clock, farOff);
  return [
    { name: 'as it is' },
    { name: 'without a home', env: { HOME: undefined, XDG_CACHE_HOME: undefined } },
    { name: 'with a home that is not there', env: { HOME: '/nowhere/at/all' } },
    { name: 'with a clock that is 28 years behind', options: ['--require', clock] },
    { name: 'in 128 MB of heap', options: ['--max-old-space-size=128'] },
    { name: 'as a user without rights', uid: 65_534 },
    { name: 'in an unknown locale', env: { LANG: 'xx_YY', TZ: 'Nowhere/Never' } },
  ];
}

const asked = [
  ['--version'],
  ['.', '--format', 'json'],
  ['recording ö.har', '--format', 'json'],
  ['recording ö.har', '--format', 'html'],
  ['access.log', '--format', 'json'],
];

/** Installs the tarball where its path has blanks and letters of other scripts, and nobody may write. */
function install(scratch: string): string {
  const home = join(scratch, 'ein Ort für 役割');
  mkdirSync(home);
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', home], { cwd: root, encoding: 'utf8' });
  const file = packed.trim().split('\n').at(-1) ?? '';
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', `./${file}`], { cwd: home, stdio: 'ignore' });
  execFileSync('chmod', ['-R', 'a-w,a+rX', home]);
  return join(home, 'node_modules/rolefit/dist/cli/main.js');
}

function project(scratch: string): string {
  const folder = join(scratch, 'projekt λ');
  cpSync(join(root, 'fixtures/apps/nightly-lead-sync'), folder, { recursive: true });
  copyFileSync(join(root, 'fixtures/traffic/lead-sync/traffic.har'), join(folder, 'recording ö.har'));
  copyFileSync(join(root, 'fixtures/traffic/log-formats/combined.log'), join(folder, 'access.log'));
  return folder;
}

function node(version: string, scratch: string): string {
  const folder = join(scratch, `node-${version}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{}');
  // The package puts the program in its place when it is installed.
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', `node@${version}`], {
    cwd: folder,
    stdio: 'ignore',
  });
  return join(folder, 'node_modules/node/bin/node');
}

function run(program: readonly string[], cwd: string, { env = {}, uid }: Place): SpawnSyncReturns<string> {
  const [command = '', ...rest] = program;
  const all = { ...process.env, ROLEFIT_CACHE: 'off', NO_COLOR: '1', ...env };
  return spawnSync(command, rest, { cwd, env: all, encoding: 'utf8', ...(uid === undefined ? {} : { uid, gid: uid }) });
}

/** Every place must say the same, but the user without rights only where there is one who may become it. */
function tryPlaces(binary: string, program: string, scratch: string): readonly string[] {
  const cwd = project(scratch);
  const failures: string[] = [];
  const expected = new Map<string, string>();
  for (const place of placesOf(scratch)) {
    if (place.uid !== undefined && process.getuid?.() !== 0) continue;
    for (const args of asked) {
      const key = args.join(' ');
      const { stdout: said, stderr, status } = run([binary, ...(place.options ?? []), program, ...args], cwd, place);
      const answer = `${status}\n${said}`;
      if (place.name === 'as it is') expected.set(key, answer);
      const isWrong = status === null || status >= 2 || expected.get(key) !== answer;
      if (isWrong) failures.push(`${place.name}, ${key}: exit ${status}, ${stderr.slice(0, 300)}`);
    }
  }
  rmSync(cwd, { recursive: true, force: true });
  return failures;
}

function trySuite(binary: string): readonly string[] {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const { status } = spawnSync(binary, [vitest, 'run', '--reporter=dot'], { cwd: root, stdio: 'inherit' });
  return status === 0 ? [] : [`the suite ended with ${status}`];
}

const scratch = mkdtempSync(join(tmpdir(), 'rolefit-matrix-'));
chmodSync(scratch, 0o755);
let failed = 0;
try {
  const all = flags.suite === flags.places;
  const program = all || flags.places ? install(scratch) : '';
  for (const version of flags.node) {
    const binary = node(version, scratch);
    const is = execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim();
    const failures = [
      ...(program === '' ? [] : tryPlaces(binary, program, scratch)),
      ...(all || flags.suite ? trySuite(binary) : []),
    ];
    failed += failures.length;
    stdout.write(`Node ${is}: ${failures.length === 0 ? 'everything holds' : failures.join('\n  ')}\n`);
  }
} finally {
  execFileSync('chmod', ['-R', 'u+w', scratch]);
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;
