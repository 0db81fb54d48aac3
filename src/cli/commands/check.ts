import type { Argv } from 'yargs';
import { defineCommand } from '../command.ts';
import { checkExitCode } from '../exit-code.ts';
import { expectGateValues, type GateValues } from '../gate-values.ts';
import type { Io } from '../io.ts';
import { exitOptions, gateOptions, readingOptions, reportOutputOptions } from '../options.ts';
import { type PlannedOutput, planOutputs } from '../plan-outputs.ts';
import type { CheckRun } from '../run-check.ts';
import { type Output, writeResults } from '../write-output.ts';

const {
  config,
  service,
  host,
  clients,
  cache,
  'include-tests': tests,
  'include-unreachable': unreachable,
} = readingOptions;

export const check = defineCommand({
  command: 'check',
  describe: 'Compare with what was accepted, and apply the policy: the gate for CI',
  builder: (parser: Argv) =>
    parser.options({
      config,
      service,
      host,
      clients,
      cache,
      'include-tests': tests,
      'include-unreachable': unreachable,
      ...gateOptions,
      ...reportOutputOptions,
      // Without a default: the policy of the config may say it.
      'fail-on': {
        ...exitOptions['fail-on'],
        default: undefined,
        defaultDescription: 'as the policy says, or warning',
      },
      'require-complete': exitOptions['require-complete'],
    }),
  handler: async (values, io) => {
    const { runCheck } = await import('../run-check.ts');
    const planned = planOutputs(values, io);
    const gate = expectGateValues(values);
    const checked = await runCheck(gate, io);
    await writeResults([...(await render(planned, checked, values, io)), ...checked.lockOutput], io);
    hint(checked, gate, io);
    const { policy } = checked.loaded.config;
    return checkExitCode(checked.result.report, {
      failOn: values.failOn ?? policy.failOn ?? exitOptions['fail-on'].default,
      requireComplete: values.requireComplete || policy.requireComplete,
      hasSilent: checked.result.silent.length > 0,
      isCompared: checked.outcome.comparedWith !== undefined || !gate.lock,
    });
  },
});

async function render(
  planned: readonly PlannedOutput[],
  checked: CheckRun,
  values: { readonly color?: boolean | undefined },
  io: Io,
): Promise<readonly Output[]> {
  const { renderCheck } = await import('../render-check.ts');
  const outputs: Output[] = [];
  for (const { format, target } of planned) {
    const text = await renderCheck(checked, format, target.kind !== 'stdout', values.color, io);
    outputs.push({ target, text });
  }
  return outputs;
}

/** What kept the check from saying anything. */
function hint({ outcome, result, lockOutput }: CheckRun, { lock, update, quiet }: GateValues, io: Io): void {
  if (quiet) return;
  const isCompared = outcome.comparedWith !== undefined || !lock || update;
  if (!isCompared) io.stderr.write('warning: there is no rolefit.lock.json yet; `rolefit check --update` writes it\n');
  const isRefused = update && lockOutput.length === 0;
  const also = isRefused ? '; no lock was written' : '';
  if (result.silent.length > 0) {
    io.stderr.write(`warning: no API call that can run was seen of ${result.silent.length} of the services${also}\n`);
  }
}
