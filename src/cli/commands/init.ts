import { resolve } from 'node:path';
import type { Argv } from 'yargs';
import type { NewFile } from '../../init/index.ts';
import { InputError } from '../../model/input-error.ts';
import { showInvisible } from '../../report/invisible.ts';
import { defineCommand } from '../command.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { outputOptions, readingOptions } from '../options.ts';
import { reportProgress } from '../progress.ts';
import { renderPlan } from '../render-plan.ts';
import { errorPalette, resultOptions } from '../screen.ts';

const group = 'Writing:';

export const init = defineCommand({
  command: 'init',
  describe: 'Propose a config, a lock and a CI job for this folder (asks before writing)',
  builder: (parser: Argv) =>
    parser.options({
      yes: { group, describe: 'Write without asking', type: 'boolean', default: false, alias: 'y' },
      'dry-run': { group, describe: 'Only show what would be written', type: 'boolean', default: false },
      host: readingOptions.host,
      color: outputOptions.color,
      quiet: outputOptions.quiet,
    }),
  handler: async (values, io) => {
    const consent = consentOf(values, io);
    const folder = resolve(io.cwd);
    const [{ loadModel }, { proposeInit }] = await Promise.all([
      import('../../load/model.ts'),
      import('../../load/propose-init.ts'),
    ]);
    const proposal = await proposeInit({
      folder,
      model: await loadModel(),
      hosts: values.host ?? [],
      today: new Date().toISOString().slice(0, 10),
      onProgress: reportProgress(io, values.quiet),
    });
    const say = (text: string) => values.quiet || io.stderr.write(`${showInvisible(text)}\n`);
    if (proposal.kind === 'nothing') return tellNothing(proposal.notes, values.color, io);
    const { plan } = proposal;
    io.stdout.write(renderPlan(plan, resultOptions(io, values.color, false).palette));
    if (plan.files.length === 0) {
      say('there is nothing to write');
      return exitCodes.clean;
    }
    if (consent === 'none' || (consent === 'ask' && !(await isAgreed(plan.files, io)))) {
      say('nothing was written');
      return exitCodes.clean;
    }
    const { writeNewFiles } = await import('../../load/write-new-files.ts');
    await writeNewFiles(folder, plan.files);
    say(`written: ${plan.files.map(({ path }) => path).join(', ')}`);
    say('commit them; `rolefit check` now fails when the code needs more');
    return exitCodes.clean;
  },
});

type Consent = 'given' | 'ask' | 'none';

/** Settled before anything is read: a run that can neither ask nor write should not begin. */
function consentOf({ yes, dryRun }: { readonly yes: boolean; readonly dryRun: boolean }, io: Io): Consent {
  if (yes && dryRun) {
    throw new InputError('--yes writes and --dry-run does not', { next: 'leave one of them out' });
  }
  if (dryRun) return 'none';
  if (yes) return 'given';
  if (io.stdoutIsTTY && io.stderrIsTTY) return 'ask';
  throw new InputError('init asks before it writes, and there is no terminal to ask on', {
    next: 'pass --yes to write, or --dry-run to see what it would write',
  });
}

async function isAgreed(files: readonly NewFile[], io: Io): Promise<boolean> {
  const what = files.length === 1 ? 'this file' : `these ${files.length} files`;
  io.stderr.write(`\nWrite ${what}? [y/N] `);
  return /^\s*y(?:es)?\s*$/i.test(await readAnswer(io));
}

/** A line is enough for an answer, and so is the end of the input. */
async function readAnswer({ stdin }: Io): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of stdin) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes('\n') || text.length > 100) break;
  }
  return text.split('\n', 1).join('');
}

function tellNothing(notes: readonly string[], color: boolean | undefined, io: Io): ExitCode {
  const palette = errorPalette(io, color);
  const lines = [
    `${palette.warn('warning:')} no call to Marketo was found here, so there is nothing to propose`,
    ...notes.map((note) => `  ${palette.muted('note:')} ${showInvisible(note)}`),
    `  ${palette.code('help:')} run it in the folder of the integration; --host names a proxy that is Marketo as well;`,
    '        `rolefit traffic.har` reads a recording, and `rolefit redact` makes one that can be committed',
  ];
  io.stderr.write(`${lines.join('\n')}\n`);
  return exitCodes.incomplete;
}
