import type { Effect } from '../model/operation.ts';
import {
  type Answer,
  type AnswerFormat,
  type ClientRow,
  listClients,
  listOperations,
  listPermissions,
  listVendors,
  renderAnswer,
} from '../report/index.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import type { Io } from './io.ts';
import { lintModel } from './lint-model.ts';
import type { ModelTopic } from './model-topics.ts';
import { resultOptions } from './screen.ts';
import { vendorRows } from './vendor-rows.ts';
import { writeResult } from './write-output.ts';

interface Filter {
  readonly search?: readonly string[] | undefined;
  readonly effect?: Effect | undefined;
  readonly disputed?: boolean | undefined;
  readonly clients?: readonly string[] | undefined;
}

interface ModelValues extends Filter {
  readonly topic: ModelTopic;
  readonly format: AnswerFormat;
  readonly output?: string | undefined;
  readonly color?: boolean | undefined;
}

/** Lists or checks a part of what rolefit knows. */
export async function runModel(values: ModelValues, io: Io): Promise<ExitCode> {
  const { answer, code } = await answerTopic(values.topic, values, io);
  const options = resultOptions(io, values.color, values.output !== undefined);
  await writeResult(renderAnswer(answer, values.format, options), values.output, io);
  return code;
}

async function answerTopic(topic: ModelTopic, filter: Filter, io: Io): Promise<{ answer: Answer; code: ExitCode }> {
  const { loadModel } = await import('../load/model.ts');
  if (topic === 'lint') {
    const { answer, problems } = await lintModel(filter.clients, io.cwd);
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
  const { loadSinkRules } = await import('../load/clients.ts');
  const { clients, sdks } = await loadSinkRules();
  return [
    ...clients.map(({ client, modules, globals }) => ({ kind: 'client' as const, name: client, modules, globals })),
    ...sdks.map(({ sdk, modules }) => ({ kind: 'sdk' as const, name: sdk, modules, globals: [] })),
  ];
}
