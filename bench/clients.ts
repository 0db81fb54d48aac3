/**
 * Runs programs for HTTP clients against the real libraries and a server on the loopback address, has rolefit read the
 * same programs, and compares.
 *
 *   npm run bench:clients -- [client...] [--record] [--new] [--recorded] [--failures]
 *
 * Installs the versions of rules/recorded/arrived.json into a temporary folder, with a Node of their own, or takes
 * the folder that ROLEFIT_CLIENTS names. `--record` writes down what arrived, `--new` runs only what was not written down yet,
 * `--recorded` takes what was written down instead of running anything. Exits with 1 when an operation is wrong or missed without a word.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process, { argv, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type ClientProgram, clientPrograms, type Recorded, recordedArrivals } from '../src/load/client-programs.ts';
import { loadSinkRules } from '../src/load/clients.ts';
import { loadModel } from '../src/load/model.ts';
import { createJudge } from '../src/load/program-verdict.ts';
import { runLibraries } from './clients/run-libraries.ts';
import { byClientOf, type Row, tableOf } from './clients/table.ts';

async function install(versions: Recorded['versions']): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rolefit-clients-'));
  const dependencies = Object.fromEntries(
    Object.entries(versions).map(([name, version]) => [name, version.includes('@') ? `npm:${version}` : version]),
  );
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  stderr.write(`installing ${Object.keys(dependencies).length} packages\n`);
  const quiet = ['--no-audit', '--no-fund', '--legacy-peer-deps'];
  await promisify(execFile)('npm', ['install', ...quiet], { cwd: folder });
  return folder;
}

/** What arrives of each client's programs, run now. */
async function runAll(programs: ReadonlyMap<string, readonly ClientProgram[]>, recorded: Recorded, onlyNew: boolean) {
  const folder = process.env['ROLEFIT_CLIENTS'] ?? (await install(recorded.versions));
  const arrived: Record<string, Readonly<Record<string, readonly string[]>>> = { ...recorded.arrived };
  for (const [client, every] of programs) {
    const before = onlyNew ? (recorded.arrived[client] ?? {}) : {};
    const all = every.filter(({ name }) => before[name] === undefined);
    if (all.length > 0) stderr.write(`${client}: ${all.length}\n`);
    const isVaried = (program: ClientProgram) => program.isVaried;
    const [varied, single] = [all.filter(isVaried), all.filter((one) => !isVaried(one))];
    const lists = [...(await runLibraries(folder, varied, true)), ...(await runLibraries(folder, single, false))];
    const named = [...varied, ...single].map(({ name }, index) => [name, lists[index] ?? []] as const);
    const ran = { ...before, ...Object.fromEntries(named) };
    arrived[client] = Object.fromEntries(every.map(({ name }) => [name, ran[name] ?? []]));
  }
  return { ...recorded, arrived };
}

async function main(args: readonly string[]): Promise<number> {
  const wanted = args.filter((one) => !one.startsWith('--'));
  const programs = clientPrograms().filter(({ client }) => wanted.length === 0 || wanted.includes(client));
  const byClient = byClientOf(programs);
  const known = recordedArrivals();
  const recorded = args.includes('--recorded') ? known : await runAll(byClient, known, args.includes('--new'));
  if (args.includes('--record')) {
    const target = fileURLToPath(new URL('../rules/recorded/arrived.json', import.meta.url));
    await writeFile(target, `${JSON.stringify(recorded, undefined, 1)}\n`);
  }
  const judge = createJudge(await loadSinkRules(), (await loadModel()).rules);
  const rows = programs.map((program): Row => {
    const verdict = judge.verdictOn(
      judge.operationsIn(program.source),
      recorded.arrived[program.client]?.[program.name] ?? [],
    );
    return { client: program.client, name: program.name, isVaried: program.isVaried, verdict };
  });
  stdout.write(tableOf(rows));
  const bad = rows.filter(({ verdict }) => verdict === 'WRONG' || verdict === 'SILENT');
  const shown = args.includes('--failures')
    ? rows.filter(({ verdict }) => /WRONG|SILENT|open|extra/.test(verdict))
    : bad;
  for (const { client, name, verdict } of shown) stdout.write(`${verdict}: ${client}: ${name}\n`);
  return bad.length === 0 ? 0 : 1;
}

process.exitCode = await main(argv.slice(2));
