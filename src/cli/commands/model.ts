import type { Argv } from 'yargs';
import { effects } from '../../model/operation.ts';
import {
  type Answer,
  answerFormats,
  type ClientRow,
  lintAnswer,
  listClients,
  listOperations,
  listPermissions,
  renderAnswer,
} from '../../report/index.ts';
import { defineCommand } from '../command.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { outputOptions } from '../options.ts';
import { resultOptions } from '../screen.ts';
import { writeResult } from '../write-output.ts';

const topics = ['permissions', 'operations', 'clients', 'lint'] as const;

interface Filter {
  readonly search?: readonly string[] | undefined;
  readonly effect?: (typeof effects)[number] | undefined;
  readonly disputed?: boolean | undefined;
}

export const model = defineCommand({
  command: 'model [topic] [search..]',
  describe: 'Search the permissions, operations and HTTP clients that rolefit knows, or check them',
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
  if (topic === 'clients') return { answer: listClients(await clientRows(), search), code: exitCodes.clean };
  const loaded = await loadModel();
  if (topic === 'permissions') return { answer: listPermissions(loaded, search), code: exitCodes.clean };
  const { effect, disputed = false } = filter;
  const answer = listOperations(loaded, { search, disputed, ...(effect === undefined ? {} : { effect }) });
  return { answer, code: exitCodes.clean };
}

async function clientRows(): Promise<ClientRow[]> {
  const { loadSinkRules } = await import('../../load/clients.ts');
  const { clients, sdks } = await loadSinkRules();
  return [
    ...clients.map(({ client, modules, globals }) => ({ kind: 'client' as const, name: client, modules, globals })),
    ...sdks.map(({ sdk, modules }) => ({ kind: 'sdk' as const, name: sdk, modules, globals: [] })),
  ];
}

/** Looks at the files before they are compiled, so that every problem is listed, not only the first. */
async function lint(): Promise<{ answer: Answer; code: ExitCode }> {
  const [{ loadPermissions }, { loadRuleFiles }, { lintRules, compileRules, ruleProblemKinds }, sinks, sinkLint] =
    await Promise.all([
      import('../../load/permissions.ts'),
      import('../../load/rules.ts'),
      import('../../rules/index.ts'),
      import('../../load/clients.ts'),
      import('../../load/lint-sink-rules.ts'),
    ]);
  const files = await loadRuleFiles();
  const permissions = await loadPermissions();
  const ruleProblems = lintRules(files, permissions).map((one) => ({ ...one, title: ruleProblemKinds[one.kind] }));
  const known = await sinks.loadSinkRules();
  // What an SDK calls can be told only from rules that compile; broken ones have their own problems to mend first.
  const compiled = ruleProblems.length === 0 ? compileRules(files, permissions) : undefined;
  const sinkProblems =
    compiled === undefined
      ? []
      : sinkLint.lintSinkRules(known, compiled).map((one) => ({ ...one, title: sinkLint.sinkProblemKinds[one.kind] }));
  const problems = [...ruleProblems, ...sinkProblems];
  const looked = {
    rules: files.reduce((sum, { rules }) => sum + rules.operations.length, 0),
    clients: known.clients.length,
    sdks: known.sdks.length,
  };
  return { answer: lintAnswer(problems, looked), code: problems.length > 0 ? exitCodes.findings : exitCodes.clean };
}
