import type { Argv } from 'yargs';
import { effects } from '../../model/operation.ts';
import {
  type Answer,
  answerFormats,
  lintAnswer,
  listOperations,
  listPermissions,
  renderAnswer,
} from '../../report/index.ts';
import { defineCommand } from '../command.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { outputOptions } from '../options.ts';
import { resultOptions } from '../screen.ts';
import { writeResult } from '../write-output.ts';

const topics = ['permissions', 'operations', 'lint'] as const;

interface Filter {
  readonly search?: readonly string[] | undefined;
  readonly effect?: (typeof effects)[number] | undefined;
  readonly disputed?: boolean | undefined;
}

export const model = defineCommand({
  command: 'model [topic] [search..]',
  describe: 'Search the permissions and operations that rolefit knows, or check them',
  builder: (parser: Argv) =>
    parser
      .positional('topic', { describe: 'What to list', choices: topics, default: 'permissions' as const })
      .positional('search', { describe: 'Words that a row must contain', type: 'string', array: true })
      .options({
        effect: { group: 'Filter:', describe: 'Only operations that do this', choices: effects },
        disputed: {
          group: 'Filter:',
          describe: 'Only operations whose sources contradict each other',
          type: 'boolean',
        },
        ...outputOptions,
        format: { ...outputOptions.format, choices: answerFormats },
      }),
  handler: async (values, io) => {
    const { answer, code } = await answerTopic(values.topic, values);
    const options = resultOptions(io, values.color, values.output !== undefined);
    await writeResult(renderAnswer(answer, values.format, options), values.output, io);
    return code;
  },
});

async function answerTopic(
  topic: (typeof topics)[number],
  filter: Filter,
): Promise<{ answer: Answer; code: ExitCode }> {
  const { loadModel } = await import('../../load/model.ts');
  if (topic === 'lint') return lint();
  const search = (filter.search ?? []).join(' ');
  const loaded = await loadModel();
  if (topic === 'permissions') return { answer: listPermissions(loaded, search), code: exitCodes.clean };
  const { effect, disputed = false } = filter;
  const answer = listOperations(loaded, { search, disputed, ...(effect === undefined ? {} : { effect }) });
  return { answer, code: exitCodes.clean };
}

/** Looks at the files before they are compiled, so that every problem is listed, not only the first. */
async function lint(): Promise<{ answer: Answer; code: ExitCode }> {
  const [{ loadPermissions }, { loadRuleFiles }, { lintRules }] = await Promise.all([
    import('../../load/permissions.ts'),
    import('../../load/rules.ts'),
    import('../../rules/index.ts'),
  ]);
  const files = await loadRuleFiles();
  const problems = lintRules(files, await loadPermissions());
  const rows = files.reduce((sum, { rules }) => sum + rules.operations.length, 0);
  return { answer: lintAnswer(problems, rows), code: problems.length > 0 ? exitCodes.findings : exitCodes.clean };
}
