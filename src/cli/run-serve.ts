import { resolve } from 'node:path';
import { loadModel, type Model } from '../load/model.ts';
import { loadRole } from '../load/role.ts';
import { openStandIn, reportOnServed, scenarioOf } from '../load/stand-in.ts';
import { loadVersion } from '../load/version.ts';
import { InputError } from '../model/input-error.ts';
import type { PermissionName } from '../model/permission.ts';
import { requirementText } from '../model/requirement.ts';
import type { Grant } from '../model/role.ts';
import { count } from '../model/words.ts';
import { expectFreePlace, HarFile } from '../record/har-file.ts';
import { writeCall } from '../record/seen-call.ts';
import { Pseudonyms } from '../redact/pseudonyms.ts';
import { type AnswerFormat, formatEntries } from '../report/formats.ts';
import { showInvisible } from '../report/invisible.ts';
import { Account } from '../serve/account.ts';
import { type Listening, listen } from '../serve/listen.ts';
import type { Served } from '../serve/stand-in.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import { errorPalette, resultOptions } from './screen.ts';
import { writeResult } from './write-output.ts';

export interface ServeValues {
  readonly role?: string | undefined;
  readonly roleName?: readonly string[] | undefined;
  readonly scenario?: string | undefined;
  readonly port: number;
  readonly bind: string;
  readonly log?: string | undefined;
  readonly force: boolean;
  readonly format: AnswerFormat;
  readonly output?: string | undefined;
  readonly color?: boolean | undefined;
  readonly quiet: boolean;
}

/** Serves until it is told to end, and then reports on what was asked. */
export async function runServe(values: ServeValues, io: Io): Promise<ExitCode> {
  expectPort(values.port);
  const model = await loadModel();
  const role = await roleOf(values, io, model);
  const scenario = await scenarioOf(values.scenario, io.cwd, role ?? everything(model), model);
  const log = await openLog(values, io);
  const account = new Account(values.log ?? 'what was asked');
  const pseudonyms = new Pseudonyms();
  const standIn = await openStandIn({
    model,
    scenario,
    onServed: (served) => {
      if (!values.quiet) tellRefusal(served, account, io);
      account.add(served);
      if (log === undefined) return;
      const entry = writeCall(served.seen, { hostFamily: () => undefined, naming: pseudonyms, index: log.entries });
      if (entry !== undefined) log.add(entry);
    },
    onUnread: (unread) => account.addUnread(unread),
  });
  let listening: Listening;
  try {
    listening = await listen(standIn, { host: values.bind, port: values.port });
  } catch (error) {
    log?.discard();
    throw error;
  }
  tellReady(listening, values, role, io);
  try {
    await Promise.race([untilToldToEnd(io), listening.failed]);
    await listening.close();
    log?.finish(account.left === 0);
  } catch (error) {
    await listening.close();
    log?.discard();
    throw error;
  }
  const grant = role === undefined ? undefined : grantOf(role);
  const report = await reportOnServed(account, values.log ?? 'what was asked', model, grant);
  const render = await formatEntries[values.format].load();
  const options = resultOptions(io, values.color, values.output !== undefined);
  await writeResult(render(report, model, options), values.output, io);
  return exitCode(report, { failOn: 'never', requireComplete: false });
}

function expectPort(port: number): void {
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return;
  throw new InputError('the port is no number from 0 to 65535', { at: { file: '--port' }, next: 'choose another' });
}

/** Nobody can tell it where there are no signals: then it has been told. */
function untilToldToEnd({ onSignal }: Io): Promise<void> {
  return new Promise((resolve) => {
    if (onSignal === undefined) return resolve();
    const stop = onSignal(() => {
      stop();
      resolve();
    });
  });
}

/** `undefined` where none is named: then all is allowed, to see what is needed. */
export async function roleOf(
  { role, roleName = [] }: Pick<ServeValues, 'role' | 'roleName'>,
  io: Io,
  model: Model,
): Promise<readonly PermissionName[] | undefined> {
  if (role !== undefined) return loadRole(role, { cwd: io.cwd, named: roleName }, model);
  if (roleName.length === 0) return undefined;
  throw new InputError('--role-name chooses a role of the --role file, and there is none', {
    next: 'add --role FILE, or leave --role-name out',
  });
}

function everything({ permissions }: Model): readonly PermissionName[] {
  return permissions.permissions.map(({ name }) => name);
}

export function grantOf(permissions: readonly PermissionName[]): Grant {
  return { permissions, groups: [], unknown: [], roles: [] };
}

async function openLog({ log, force }: ServeValues, io: Io): Promise<HarFile | undefined> {
  if (log === undefined) return undefined;
  const path = resolve(io.cwd, log);
  await expectFreePlace(path, log, force);
  return new HarFile(path, await loadVersion());
}

function tellReady(
  { port }: Listening,
  values: ServeValues,
  role: readonly PermissionName[] | undefined,
  io: Io,
): void {
  const host = values.bind.includes(':') ? `[${values.bind}]` : values.bind;
  const holds = role === undefined ? 'everything is allowed' : `${count(role.length, 'permission')} granted`;
  io.stderr.write(`Marketo stand-in on http://${host}:${port} (${holds}); end it with Ctrl-C\n`);
  if (/^(?:127\.|localhost$|::1$)/.test(values.bind) || values.quiet) return;
  const warning = errorPalette(io, values.color).warn('warning:');
  io.stderr.write(`${warning} it can be reached from other machines\n`);
}

/** The first refusal of each kind is told when it happens: that is when somebody looks for its reason. */
function tellRefusal({ code, operation, asked }: Served, account: Account, io: Io): void {
  if (code !== '603' || operation === undefined) return;
  if (account.asked.some((known) => known.operation === operation && known.refused > 0)) return;
  const needs = requirementText(operation.requires);
  io.stderr.write(showInvisible(`603 ${asked.method} ${operation.path} (${operation.name}): needs ${needs}`));
  io.stderr.write('\n');
}
