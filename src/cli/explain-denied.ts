import type { DeniedCalls } from '../model/denial.ts';
import { InputError } from '../model/input-error.ts';
import { type Answer, explainDenied } from '../report/index.ts';
import { grantOf, type InputValues } from './analyze-inputs.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import type { Io } from './io.ts';
import { reportProgress } from './progress.ts';

/** What `explain --denied` answers, and the exit code that goes with it. */
export interface DeniedAnswer {
  readonly answer: Answer;
  readonly code: ExitCode;
}

/**
 * Explains the denied calls of a recording or a log. Nothing of the reader's code is analysed for it.
 * @throws InputError for more than one argument, and whatever reading them throws.
 */
export async function answerDenied(
  denied: string | readonly string[],
  values: InputValues,
  io: Io,
): Promise<DeniedAnswer> {
  if (typeof denied !== 'string') {
    throw new InputError('--denied is given more than once', {
      next: 'put the lines into one file, or pipe them to "-"',
    });
  }
  const [{ loadModel }, { loadErrors }, { loadDenials }] = await Promise.all([
    import('../load/model.ts'),
    import('../load/errors.ts'),
    import('../load/denials.ts'),
  ]);
  const [model, facts] = await Promise.all([loadModel(), loadErrors()]);
  const granted = await grantOf(values, model, io);
  const progress = reportProgress(io, values.quiet ?? false);
  const calls = await loadDenials(denied, {
    cwd: io.cwd,
    stdin: io.stdin,
    hosts: values.host ?? [],
    model,
    granted,
    onProgress: ({ read, total = 0 }) => progress({ file: 'the recording', unit: 'bytes', done: read, total }),
  });
  return { answer: explainDenied(calls, facts, granted !== undefined), code: exitCodeOf(calls) };
}

/** A recording without a call, or one that breaks off, is not the whole story, as in every other command. */
function exitCodeOf({ calls, problem }: DeniedCalls): ExitCode {
  return calls === 0 || problem !== undefined ? exitCodes.incomplete : exitCodes.clean;
}
