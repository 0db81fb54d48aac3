import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Action, createTools, readOutputs, readYaml, repository, runScript } from './runner.ts';

export interface ActionRun {
  readonly code: number;
  /** What all steps printed. */
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** The page of the run. */
  readonly page: string;
  /** What npm was asked: the folder that it ran in, and its arguments. Empty when it was not. */
  readonly npm: readonly string[];
  /** Of the stub: the runs of rolefit. */
  readonly runs: readonly { readonly cwd: string; readonly args: readonly string[]; readonly page?: string }[];
}

/**
 * Runs the shell steps of action.yml as the runner would: expressions are put into the environment, never into a script;
 * outputs go from step to step through a file; a step that fails ends the run.
 *
 * @param home an empty folder for what the runner has
 */
export async function runAction(
  inputs: Readonly<Record<string, string>>,
  {
    workspace,
    home,
    rolefit,
  }: { readonly workspace: string; readonly home: string; readonly rolefit: 'real' | 'stub' },
): Promise<ActionRun> {
  const action = await readYaml<Action>('action.yml');
  const path = await createTools(home, rolefit);
  const temporary = join(home, 'runner temp');
  await mkdir(temporary, { recursive: true });
  const page = join(home, 'page.md');
  await writeFile(page, '');
  const values = new Map(
    Object.entries(action.inputs).map(([name, { default: value = '' }]) => [`inputs.${name}`, value]),
  );
  for (const [name, value] of Object.entries(inputs)) values.set(`inputs.${name}`, value);
  let log = '';
  let code = 0;
  for (const { id, run, env = {} } of action.runs.steps) {
    if (run === undefined || code !== 0) continue;
    const outputFile = join(home, `outputs-${id}`);
    await writeFile(outputFile, '');
    const ran = await runScript(run, {
      folder: workspace,
      home,
      env: {
        ...Object.fromEntries(Object.entries(env).map(([name, text]) => [name, evaluate(text, values)])),
        PATH: path,
        HOME: home,
        RUNNER_TEMP: temporary,
        GITHUB_ACTION_PATH: repository,
        GITHUB_OUTPUT: outputFile,
        GITHUB_STEP_SUMMARY: page,
      },
    });
    code = ran.code;
    log += ran.stdout + ran.stderr;
    const told = readOutputs(await readFile(outputFile, 'utf8'));
    for (const [name, value] of Object.entries(told)) values.set(`steps.${id}.outputs.${name}`, value);
  }
  return {
    code,
    log,
    outputs: Object.fromEntries(
      Object.entries(action.outputs).map(([name, { value }]) => [name, evaluate(value, values)]),
    ),
    page: await readFile(page, 'utf8'),
    npm: (await readFile(join(home, 'npm.txt'), 'utf8').catch(() => '')).split('\0').slice(0, -1),
    runs: (await readFile(join(home, 'runs.jsonl'), 'utf8').catch(() => ''))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line)),
  };
}

/** The one kind of expression that the action puts into an environment. What is not there yet is empty, as on GitHub. */
function evaluate(text: string, values: ReadonlyMap<string, string>): string {
  const [, name] = /^\$\{\{ ([\w.-]+) \}\}$/.exec(text) ?? [];
  if (name === undefined) throw new Error(`no single expression: ${text}`);
  if (name.startsWith('inputs.') && !values.has(name)) throw new Error(`no such input: ${name}`);
  return values.get(name) ?? '';
}
