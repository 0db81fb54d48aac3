import type { Argv } from 'yargs';
import { InputError } from '../../model/input-error.ts';
import type { Report } from '../../model/report.ts';
import {
  answerFormats,
  type ExplainContext,
  explain as explainTopic,
  parsePlace,
  type ReportModel,
  renderAnswer,
  suggestTopic,
} from '../../report/index.ts';
import { analyzeInputs, type InputValues } from '../analyze-inputs.ts';
import { defineCommand } from '../command.ts';
import { exitCodes } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { outputOptions, readingOptions } from '../options.ts';
import { resultOptions } from '../screen.ts';
import { writeResult } from '../write-output.ts';

export const explain = defineCommand({
  command: 'explain <what> [paths..]',
  describe: 'Explain a permission, an operation, or a line of the code',
  builder: (parser: Argv) =>
    parser
      .positional('what', {
        describe: 'A permission, an operation (name, id or "METHOD path"), or file:line',
        type: 'string',
        demandOption: true,
      })
      .positional('paths', { describe: 'Also say where these use it', type: 'string', array: true })
      .options({
        ...readingOptions,
        ...outputOptions,
        format: { ...outputOptions.format, choices: answerFormats },
      }),
  handler: async (values, io) => {
    const hasPaths = values.paths !== undefined && values.paths.length > 0;
    // A line of code means nothing without the code around it: the folder is analysed unless told otherwise.
    const isPlace = parsePlace(values.what) !== undefined;
    const { report, model, context } = hasPaths || isPlace ? await analyzed(values, io) : await modelOnly();
    const answer = explainTopic(values.what, model, report, context);
    if (answer === undefined) throw unknownTopic(values.what, model, isPlace);
    const options = resultOptions(io, values.color, values.output !== undefined);
    await writeResult(renderAnswer(answer, values.format, options), values.output, io);
    return exitCodes.clean;
  },
});

/** What an explanation is made of. */
interface Basis {
  readonly report: Report | undefined;
  readonly model: ReportModel;
  readonly context?: ExplainContext;
}

async function modelOnly(): Promise<Basis> {
  const { loadModel } = await import('../../load/model.ts');
  return { report: undefined, model: await loadModel() };
}

async function analyzed(values: InputValues, io: Io): Promise<Basis> {
  const [{ createCodeFrames }, { serviceWithout }] = await Promise.all([
    import('../../load/code-frames.ts'),
    import('../../solve/index.ts'),
  ]);
  const { keep, frameOf } = createCodeFrames();
  const { report, model } = await analyzeInputs(values, io, keep);
  const solving = {
    graph: model.permissions,
    rules: model.rules,
    inputs: report.inputs,
    includeUnreachable: values.includeUnreachable ?? false,
  };
  const context: ExplainContext = {
    frameOf,
    without: (service, isGone) => serviceWithout(service, isGone, solving),
  };
  return { report, model, context };
}

function unknownTopic(what: string, model: ReportModel, isPlace: boolean): InputError {
  if (isPlace) {
    return new InputError(`nothing at "${what}" calls Marketo, as far as the analysis can follow`, {
      next: 'name the line of a call as the report prints it, relative to the current folder',
    });
  }
  const suggestion = suggestTopic(what, model);
  const search = '`rolefit model operations` and `rolefit model permissions` list what there is';
  return new InputError(`"${what}" is no permission, operation or file:line that rolefit knows`, {
    next: suggestion === undefined ? search : `did you mean "${suggestion}"? ${search}`,
  });
}
