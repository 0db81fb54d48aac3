import type { Argv } from 'yargs';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-code.ts';
import { outputOptions } from '../options.ts';
import { resultOptions } from '../screen.ts';
import { writeResult } from '../write-output.ts';

export const diff = defineCommand({
  command: 'diff <before> <after>',
  describe: 'Compare two JSON reports or locks: what grew, what shrank, because of which lines',
  builder: (parser: Argv) =>
    parser
      .positional('before', {
        describe: 'A report of `rolefit --format json`, or a rolefit.lock.json',
        type: 'string',
        demandOption: true,
      })
      .positional('after', { describe: 'The same, of later', type: 'string', demandOption: true })
      .options(outputOptions),
  handler: async (values, io) => {
    const [{ loadSnapshot }, { loadModel }, { compareSnapshots, isChanged }, { renderDiff }] = await Promise.all([
      import('../../load/snapshot.ts'),
      import('../../load/model.ts'),
      import('../../gate/index.ts'),
      import('../render-diff.ts'),
    ]);
    const { permissions } = await loadModel();
    const [before, after] = [await loadSnapshot(values.before, io.cwd), await loadSnapshot(values.after, io.cwd)];
    const changes = compareSnapshots(before, after, permissions).filter(isChanged);
    const text = renderDiff(changes, values.format, resultOptions(io, values.color, values.output !== undefined));
    await writeResult(text, values.output, io);
    return exitCodes.clean;
  },
});
