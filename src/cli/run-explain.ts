import { InputError } from '../model/input-error.ts';
import type { Report } from '../model/report.ts';
import {
  type Answer,
  type AnswerFormat,
  type ExplainContext,
  explain,
  parsePlace,
  type ReportModel,
  renderAnswer,
  suggestTopic,
} from '../report/index.ts';
import { analyzeInputs, type InputValues } from './analyze-inputs.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { answerDenied } from './explain-denied.ts';
import type { Io } from './io.ts';
import { resultOptions } from './screen.ts';
import { writeResult } from './write-output.ts';

interface ExplainValues extends InputValues {
  readonly what?: string | undefined;
  readonly denied?: string | undefined;
  readonly format: AnswerFormat;
  readonly output?: string | undefined;
}

/** Explains a permission, an operation, a place, or the calls that were denied. */
export async function runExplain(values: ExplainValues, io: Io): Promise<ExitCode> {
  const { answer, code } =
    values.denied === undefined
      ? { answer: await answerTopic(values.what, values, io), code: exitCodes.clean }
      : await answerDenied(values.denied, expectNoTopic(values), io);
  const options = resultOptions(io, values.color, values.output !== undefined);
  await writeResult(renderAnswer(answer, values.format, options), values.output, io);
  return code;
}

function expectNoTopic<Values extends { readonly what?: string | undefined }>(values: Values): Values {
  if (values.what === undefined) return values;
  throw new InputError('--denied already says what to explain', {
    next: 'put the whole line of the log into quotes, and leave the other arguments out',
  });
}

async function answerTopic(what: string | undefined, values: InputValues, io: Io): Promise<Answer> {
  if (what === undefined) {
    throw new InputError('not enough arguments: explain what?', {
      next: 'name a permission, an operation, file:line or file.har#entry, or pass --denied',
    });
  }
  const place = parsePlace(what);
  const hasPaths = values.paths !== undefined && values.paths.length > 0;
  // A line means nothing without the code around it: the folder is analysed unless told otherwise, or the recording.
  const paths = !hasPaths && place?.kind === 'entry' ? [place.file] : values.paths;
  const isAsked = hasPaths || place !== undefined || values.granted !== undefined || values.mcpTools !== undefined;
  const isAnalyzed = isAsked || (await hasConfig(values, io));
  const { report, model, context } = isAnalyzed ? await analyzed({ ...values, paths }, io) : await modelOnly();
  const answer = explain(what, model, report, context);
  if (answer === undefined) throw unknownTopic(what, model);
  return answer;
}

/** Where a config says what there is to analyse, an explanation speaks of it without being told to. */
async function hasConfig({ config }: InputValues, io: Io): Promise<boolean> {
  const { findConfigFile } = await import('../load/config-file.ts');
  return (await findConfigFile(io.cwd, config)) !== undefined;
}

/** What an explanation is made of. */
interface Basis {
  readonly report: Report | undefined;
  readonly model: ReportModel;
  readonly context?: ExplainContext;
}

async function modelOnly(): Promise<Basis> {
  const { loadModel } = await import('../load/model.ts');
  return { report: undefined, model: await loadModel() };
}

async function analyzed(values: InputValues, io: Io): Promise<Basis> {
  const [{ createCodeFrames }, { serviceWithout }] = await Promise.all([
    import('../load/code-frames.ts'),
    import('../solve/index.ts'),
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

/** Longer is no search, and would fill the message. */
const longestSearch = 60;

function unknownTopic(what: string, model: ReportModel): InputError {
  const place = parsePlace(what);
  if (place?.kind === 'entry') {
    return new InputError(`"${what}" is no exchange that counts as a call to Marketo`, {
      next: 'name an entry as the report prints it, counted from 0; of many alike the report keeps the first 100',
    });
  }
  if (place !== undefined) {
    const isRecording = /\.z?har(?:\.gz)?$/i.test(place.file);
    return new InputError(`nothing at "${what}" calls Marketo, as far as the analysis can follow`, {
      next: isRecording
        ? `an entry of a recording is named with "#", as in "${place.file}#${place.line}"`
        : 'name the line of a call as the report prints it, relative to the current folder',
    });
  }
  const suggestion = suggestTopic(what, model);
  // Words are searched for as they stand; with anything else among them a shell may take them for something else.
  const words = /^[\w-]+(?: [\w-]+)*$/.test(what) && what.length <= longestSearch ? ` ${what}` : '';
  const search = `\`rolefit model operations${words}\` and \`rolefit model permissions${words}\` ${words === '' ? 'list what there is' : 'search what there is'}`;
  return new InputError(`"${what}" is an unknown permission, operation or file:line`, {
    next: suggestion === undefined ? search : `did you mean "${suggestion}"? ${search}`,
  });
}
