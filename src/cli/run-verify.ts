import { randomBytes } from 'node:crypto';
import { hookFile } from '../load/hook-file.ts';
import { loadModel, type Model } from '../load/model.ts';
import { gateOf, openStandIn, scenarioOf } from '../load/stand-in.ts';
import { InputError } from '../model/input-error.ts';
import type { PermissionName } from '../model/permission.ts';
import type { ProofStatus } from '../model/proof.ts';
import { count, listSome } from '../model/words.ts';
import { refusalsIn, runWatched, withRun } from '../record/run-watched.ts';
import { renderAnswer } from '../report/answer.ts';
import type { AnswerFormat } from '../report/formats.ts';
import { proofAnswer } from '../report/proof-answer.ts';
import { Account } from '../serve/account.ts';
import { listen } from '../serve/listen.ts';
import { type Trial, verify } from '../verify/verify.ts';
import { analyzeInputs } from './analyze-inputs.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import type { Io } from './io.ts';
import { howToRun } from './run-record.ts';
import { roleOf } from './run-serve.ts';
import { resultOptions } from './screen.ts';
import { writeResult } from './write-output.ts';

export interface VerifyValues {
  readonly command: readonly string[];
  readonly role?: string | undefined;
  readonly roleName?: readonly string[] | undefined;
  readonly scenario?: string | undefined;
  readonly urlEnv?: readonly string[] | undefined;
  readonly minimality: boolean;
  readonly format: AnswerFormat;
  readonly output?: string | undefined;
  readonly color?: boolean | undefined;
  readonly quiet: boolean;
}

const codes: Readonly<Record<ProofStatus, ExitCode>> = {
  proved: exitCodes.clean,
  enough: exitCodes.clean,
  'too-small': exitCodes.findings,
  'not-minimal': exitCodes.findings,
  unproved: exitCodes.incomplete,
  open: exitCodes.incomplete,
  failed: exitCodes.incomplete,
  silent: exitCodes.incomplete,
};

/** Runs the command under the role, and again without parts of it, and says what that has shown. */
export async function runVerify(values: VerifyValues, io: Io, hook = hookFile()): Promise<ExitCode> {
  // Before the code is read for a role that nothing would be run under.
  const command = howToRun(values.command, io, hook);
  const model = await loadModel();
  const role = await roleToProve(values, io, model);
  if (role.length === 0) {
    throw new InputError('the role holds no permission, so there is nothing to prove', {
      next: 'pass one with --role',
    });
  }
  const proof = await verify({
    role,
    isMinimality: values.minimality,
    tryRole: (tried, isFirst) => {
      if (!values.quiet && !isFirst) {
        const left = role.filter((name) => !tried.includes(name));
        io.stderr.write(`running again without ${listSome(left, 5)}\n`);
      }
      return tryRole(tried, { values, io, command, model, isSilent: !isFirst });
    },
    gate: gateOf(model),
    ...model,
  });
  const options = resultOptions(io, values.color, values.output !== undefined);
  await writeResult(renderAnswer(proofAnswer(proof), values.format, options), values.output, io);
  return codes[proof.status];
}

async function roleToProve(values: VerifyValues, io: Io, model: Model): Promise<readonly PermissionName[]> {
  if (values.role !== undefined) return (await roleOf(values, io, model)) ?? [];
  const { report } = await analyzeInputs({ quiet: values.quiet, color: values.color }, io);
  const named = values.roleName ?? [];
  const services = report.services.filter(({ name }) => named.length === 0 || named.includes(name));
  const [only, ...others] = services;
  if (only === undefined || others.length > 0) {
    throw new InputError(
      only === undefined ? 'no role was found in the code here' : 'the code here has several services',
      {
        next:
          report.services.length === 0
            ? 'name one with --role'
            : `choose one with --role-name: ${listSome(
                report.services.map(({ name }) => name),
                10,
              )}`,
      },
    );
  }
  const { permissions, status } = only.role;
  if (!values.quiet) {
    const kind = status === 'complete' ? 'the minimal role' : 'a lower bound of the role';
    io.stderr.write(`proving ${kind} of the code here: ${count(permissions.length, 'permission')}\n`);
  }
  return permissions.map(({ name }) => name);
}

interface TrialContext {
  readonly values: VerifyValues;
  readonly io: Io;
  readonly command: ReturnType<typeof howToRun>;
  readonly model: Model;
  readonly isSilent: boolean;
}

/** One run, with a stand-in of its own: what one run leaves behind does not change the next. */
async function tryRole(role: readonly PermissionName[], context: TrialContext): Promise<Trial> {
  const { values, io, command, model, isSilent } = context;
  const account = new Account('run');
  const scenario = await scenarioOf(values.scenario, io.cwd, role, model);
  const standIn = await openStandIn({
    model,
    scenario,
    onServed: (served) => account.add(served),
    onUnread: (unread) => account.addUnread(unread),
  });
  const sharedKey = randomBytes(32);
  const here = { host: '127.0.0.1', port: 0 };
  const [plain, secure] = await Promise.all([listen(standIn, here), listen(standIn, { ...here, sharedKey })]);
  try {
    const reroute = { port: secure.port, sharedKey: sharedKey.toString('base64'), plainPort: plain.port };
    const settings = { hosts: [], keepUsers: false, isRecording: false, reroute };
    // The result alone goes to stdout.
    const prints = isSilent ? 'nothing' : 'to-stderr';
    const env = { ...withoutProxies(io.env), ...addresses(values.urlEnv ?? [], io, plain.port) };
    const ran = withRun(settings, async (run) => {
      const how = await runWatched(run, { ...command, env, prints });
      expectAllRun(await refusalsIn(run));
      return how;
    });
    const ended = await Promise.race([ran, plain.failed, secure.failed]);
    return { code: ended.code, calls: account.calls, asked: account.asked, unmatched: account.unmatched };
  } finally {
    await Promise.all([plain.close(), secure.close()]);
  }
}

/** What was not run has shown nothing, whatever the command makes of it. */
function expectAllRun([why, ...more]: readonly string[]): void {
  if (why === undefined) return;
  const others = more.length === 0 ? '' : ` (and of ${count(more.length, 'other')})`;
  throw new InputError(`calls of a program${others} could not be turned to the stand-in, so it was not run: ${why}`, {
    next: 'run the command as the user who runs rolefit, and let its programs read the folder for temporary files',
  });
}

/** Variables that hold Marketo's address hold that of the stand-in instead, with the path that they had. */
function addresses(variables: readonly string[], io: Io, port: number): Record<string, string> {
  return Object.fromEntries(
    variables.map((variable) => {
      const value = io.env[variable] ?? '';
      const path = URL.canParse(value) ? new URL(value).pathname.replace(/\/$/, '') : '';
      return [variable, `http://127.0.0.1:${port}${path}`];
    }),
  );
}

/** A proxy would take a call out of this machine before it could be turned to the stand-in. */
function withoutProxies(env: Io['env']): Record<string, string | undefined> {
  const proxies = /^(?:https?|all)_proxy$/i;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !proxies.test(name)));
}
