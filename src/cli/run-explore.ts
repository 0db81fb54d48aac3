import type { ExplorerInput } from '../explore/index.ts';
import type { Terminal } from '../explore/ui/terminal.ts';
import { formatEntries } from '../report/formats.ts';
import { editFile } from './edit-file.ts';
import { type ExitCode, exitCode, exitCodes, type FailOn } from './exit-code.ts';
import { type ExploreSource, type ExploreSourceValues, exploreSource } from './explore-source.ts';
import type { Io } from './io.ts';
import { savePlan } from './save-plan.ts';
import { resultOptions, showsUnicode, usesColor } from './screen.ts';

interface ExploreValues extends ExploreSourceValues {
  readonly failOn: FailOn;
  readonly requireComplete: boolean;
  readonly screenReader?: boolean | undefined;
}

/** The explorer where there is a terminal for it; else the text report, with a word about why. */
export async function runExplore(values: ExploreValues, io: Io): Promise<ExitCode> {
  const { terminal } = io;
  const obstacle = obstacleOf(io);
  const source = await exploreSource(values, io, obstacle === undefined);
  if (terminal === undefined || obstacle !== undefined) {
    io.stderr.write(
      `note: ${obstacle ?? 'there is no terminal'}, so this is the text report instead of the explorer\n`,
    );
    return printReport(source, values, io);
  }
  await show(source, terminal, values, io);
  return exitCodes.clean;
}

/** Why a screen cannot be drawn, if so. What draws it goes silent where it takes the run for one of CI. */
function obstacleOf({ terminal, env }: Io): string | undefined {
  if (terminal === undefined) return 'there is no terminal for both input and output';
  if (env['TERM'] === 'dumb') return 'the terminal is a dumb one (TERM)';
  const isCi = env['CI'] !== undefined && env['CI'] !== '0' && env['CI'] !== 'false';
  return isCi ? 'this is a run of CI (CI is set)' : undefined;
}

async function printReport({ input, findings }: ExploreSource, values: ExploreValues, io: Io): Promise<ExitCode> {
  const { report, model, frameOf } = input;
  const options = { ...resultOptions(io, values.color, false), ...(frameOf === undefined ? {} : { frameOf }) };
  const text = await formatEntries.text.load();
  io.stdout.write(text(report, model, options));
  if (input.note !== undefined) io.stderr.write(`note: ${input.note}\n`);
  return exitCode({ ...report, findings }, values);
}

/** Ink and React are loaded only here. */
async function show(
  { input, folder }: ExploreSource,
  terminal: Terminal,
  values: ExploreValues,
  io: Io,
): Promise<void> {
  const { runExplorer } = await import('../explore/ui/index.ts');
  await runExplorer(withUnicode(input, io), {
    terminal,
    color: usesColor(values.color, io.env, io.stdoutIsTTY),
    isScreenReader: values.screenReader ?? io.env['INK_SCREEN_READER'] === 'true',
    edit: (at) => editFile(at, folder, io),
    save: (text) => savePlan(text, io),
  });
}

function withUnicode(input: Omit<ExplorerInput, 'unicode'>, io: Io): ExplorerInput {
  return { ...input, unicode: showsUnicode(io) };
}
