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
      .positional('after', { describe: 'The later one', type: 'string', demandOption: true })
      .options({
        'fail-on': {
          group: 'Exit code:',
          describe: 'Exit with 1 when a role grew',
          choices: ['growth', 'never'] as const,
          default: 'never' as const,
        },
        ...outputOptions,
      }),
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
    const hasGrown = changes.some(({ gained }) => gained.length > 0);
    return values.failOn === 'growth' && hasGrown ? exitCodes.findings : exitCodes.clean;
  },
});
