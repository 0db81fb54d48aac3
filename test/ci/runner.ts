import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { installPackage } from '../kit/installed.ts';

export const repository = fileURLToPath(new URL('../../', import.meta.url));

/** A step of an action or a workflow, as far as a runner looks at it here. */
export interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

export interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

export async function readYaml<Shape>(file: string): Promise<Shape> {
  return parse(await readFile(join(repository, file), 'utf8'));
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script as the runner of GitHub does with `shell: bash`: from a file, without start-up files, failing early. */
export async function runScript(
  script: string,
  {
    folder,
    home,
    env,
  }: { readonly folder: string; readonly home: string; readonly env: Readonly<Record<string, string>> },
): Promise<Ran> {
  const file = join(home, 'script.sh');
  await writeFile(file, script);
  return new Promise((done) => {
    const args = ['--noprofile', '--norc', '-e', '-o', 'pipefail', file];
    execFile('bash', args, { cwd: folder, env: { ...env } }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 255;
      done({ code, stdout, stderr });
    });
  });
}

/** Puts an npm on the path that notes what it is asked to install and installs a rolefit: this checkout's, or a stub. */
export async function createTools(home: string, rolefit: 'real' | 'stub'): Promise<string> {
  const bin = join(home, 'bin');
  await mkdir(bin, { recursive: true });
  const program =
    rolefit === 'real'
      ? `exec '${process.execPath}' '${(await installPackage()).program}' "$@"`
      : `exec '${process.execPath}' '${join(home, 'stub.mjs')}' "$@"`;
  await writeFile(
    join(home, 'stub.mjs'),
    `import { appendFileSync } from 'node:fs';
const { GITHUB_STEP_SUMMARY } = process.env;
const run = { cwd: process.cwd(), args: process.argv.slice(2), page: GITHUB_STEP_SUMMARY };
appendFileSync(${JSON.stringify(join(home, 'runs.jsonl'))}, JSON.stringify(run) + '\\n');
`,
  );
  await writeExecutable(join(home, 'rolefit.sh'), `#!/bin/sh\n${program}\n`);
  await writeExecutable(
    join(bin, 'npm'),
    `#!/bin/sh
printf '%s\\0' "$PWD" "$@" > '${home}/npm.txt'
mkdir -p node_modules/.bin
cp '${home}/rolefit.sh' node_modules/.bin/rolefit
`,
  );
  return `${bin}:${process.env['PATH'] ?? ''}`;
}

async function writeExecutable(file: string, text: string): Promise<void> {
  await writeFile(file, text);
  await chmod(file, 0o755);
}

/** What a step told the runner: `name<<end`, lines, `end`; or `name=value`. */
export function readOutputs(text: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const [, name, end] = /^([\w-]+)<<(.+)$/.exec(line) ?? [];
    const [, plain, value] = /^([\w-]+)=(.*)$/.exec(line) ?? [];
    if (name !== undefined && end !== undefined) {
      const stop = lines.indexOf(end, at + 1);
      if (stop < 0) throw new Error(`the value of ${name} has no end`);
      outputs[name] = lines.slice(at + 1, stop).join('\n');
      at = stop;
    } else if (plain !== undefined) outputs[plain] = value ?? '';
    else if (line !== '') throw new Error(`the runner does not understand ${JSON.stringify(line)}`);
  }
  return outputs;
}
