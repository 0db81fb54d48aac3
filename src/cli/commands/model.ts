import type { Argv } from 'yargs';
import { effects } from '../../model/operation.ts';
import {
  type Answer,
  answerFormats,
  type ClientRow,
  listClients,
  listOperations,
  listPermissions,
  listVendors,
  renderAnswer,
} from '../../report/index.ts';
import { defineCommand } from '../command.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { lintModel } from '../lint-model.ts';
import { outputOptions } from '../options.ts';
import { resultOptions } from '../screen.ts';
import { vendorRows } from '../vendor-rows.ts';
import { writeResult } from '../write-output.ts';

const topics = ['permissions', 'operations', 'clients', 'vendors', 'lint'] as const;

interface Filter {
  readonly search?: readonly string[] | undefined;
  readonly effect?: (typeof effects)[number] | undefined;
  readonly disputed?: boolean | undefined;
}

export const model = defineCommand({
  command: 'model [topic] [search..]',
  describe: 'Search what rolefit knows: permissions, operations, HTTP clients, vendors; or check it',
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
  if (topic === 'lint') {
    const { answer, problems } = await lintModel();
    return { answer, code: problems > 0 ? exitCodes.findings : exitCodes.clean };
  }
  const search = (filter.search ?? []).join(' ');
  if (topic === 'clients') return { answer: listClients(await clientRows(), search), code: exitCodes.clean };
  const loaded = await loadModel();
  if (topic === 'permissions') return { answer: listPermissions(loaded, search), code: exitCodes.clean };
  if (topic === 'vendors') {
    return { answer: listVendors(await vendorRows(loaded), loaded, search), code: exitCodes.clean };
  }
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
