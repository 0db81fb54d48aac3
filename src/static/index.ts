import type { ts } from 'ts-morph';
import type { AnnotationProblem } from '../model/annotation.ts';
import type { ApiCall } from '../model/api-call.ts';
import type { ConfigAnnotation } from '../model/config.ts';
import type { MissingModule } from '../model/missing-module.ts';
import type { HostFamily } from '../model/operation.ts';
import type { ExceptionComment } from '../model/policy.ts';
import type { TextAccount } from '../model/text-account.ts';
import type { Matcher } from '../rules/match.ts';
import type { RecogniseText } from '../rules/texts/recognise-text.ts';
import type { Demand } from './contract/origin.ts';
import type { Place } from './contract/place.ts';
import type { Resolve } from './contract/resolve.ts';
import { interpreter } from './interpreter.ts';
import { defaultLimits, type Limits, Machine } from './machine/machine.ts';
import { type CallRecord, Recorder } from './machine/recorder.ts';
import { UnreadCode, type UnreadInput } from './machine/unread-code.ts';
import { fromOwnLine } from './results/call-site.ts';
import { CallTexts } from './results/call-texts.ts';
import { findExceptionComments } from './results/exception-comments.ts';
import { withLaterMethods } from './results/later-methods.ts';
import { withOpenHosts } from './results/open-hosts.ts';
import { settleTexts } from './results/settle-texts.ts';
import { toApiCalls } from './results/to-api-calls.ts';
import { runProgram } from './roots/run-program.ts';
import { type SinkData, SinkRules } from './sinks/sink-rules.ts';
import { lineAt } from './syntax/location-at.ts';
import { createProgram, ParsedFiles, type Program } from './syntax/project.ts';
import { Evidence } from './texts/evidence.ts';
import { findTexts } from './texts/find-texts.ts';
import { findMissingModules } from './texts/missing-modules.ts';

export { ParsedFiles };

/** What the collector of source code works on. Nothing is opened: the files are handed in. */
export interface SourceInput {
  /** Text by path, relative to the analysed folder, with "/". JSON files that are imported included. */
  readonly files: ReadonlyMap<string, string>;
  readonly resolve: Resolve;
  /** Paths of the modules where the program starts, or that others import. */
  readonly entries: readonly string[];
  /** Those of them that only their place makes entries: a framework loads them, or nobody does. Left out: none. */
  readonly placed?: ReadonlyMap<string, Place>;
  /** Paths of files named as tests that lie among the modules and are not among `files`. Left out: none. */
  readonly tests?: readonly string[];
  /** Paths of modules that others import which are not among `files`: those hold what they export. Left out: none. */
  readonly shared?: readonly string[];
  readonly sinks: SinkData;
  readonly matcher: Matcher;
  readonly hostFamily: (host: string) => HostFamily | undefined;
  /** Tells the texts of the code that look like Marketo's API. */
  readonly recognise: RecogniseText;
  readonly limits?: Partial<Limits>;
  /** What a config says that calls are, besides the comments of the code. */
  readonly annotations?: readonly ConfigAnnotation[];
  /** Present when modules of the program are missing that may not be needed. */
  readonly unread?: UnreadInput | undefined;
  /** The package of a path, where several hang together by their names. */
  readonly packageOf?: ((path: string) => string) | undefined;
  /** The files as an earlier analysis parsed them. */
  readonly parsed?: ParsedFiles | undefined;
}

export interface SourceResult {
  readonly calls: readonly ApiCall[];
  /** Comments that say what a call is, and are wrong about it. */
  readonly annotations: readonly AnnotationProblem[];
  /** Comments that except findings of the line below them. */
  readonly exceptions: readonly ExceptionComment[];
  /** What could not be read or followed as a whole. */
  readonly problems: readonly { readonly file: string; readonly what: string }[];
  /** What became of the texts that look like Marketo's API; absent where no code was read. */
  readonly texts?: TextAccount;
  /** Modules that the code imports and that were not read; absent where no code was read. */
  readonly missing?: readonly MissingModule[];
  /** How many functions of a large program were not followed, or not in each call: nothing of Marketo's comes of them. */
  readonly setAside?: number;
  /** What must be read as well before the calls are known; absent when nothing unread can change them. */
  readonly demand?: Demand;
}

/** Source code in, calls out. Never runs anything of the program, never guesses: what stops is a hole with a reason. */
export function analyzeSources(input: SourceInput): SourceResult {
  const program = createProgram(input.files, input.parsed);
  const recorder = new Recorder();
  const unread = input.unread === undefined ? undefined : new UnreadCode(input.unread);
  const machine = new Machine({
    interpreter,
    recorder,
    modules: { ...program, resolve: input.resolve, records: new Map(), tests: input.tests ?? [] },
    sinks: new SinkRules(input.sinks),
    limits: { ...defaultLimits, ...input.limits },
    unread,
    evidence: new Evidence(findTexts(program.files, input.recognise), program.pathOf),
  });
  const problems = runProgram(machine, input.entries, input.placed, input.shared);
  const callsOf = (records: readonly CallRecord[]) => {
    const texts = new CallTexts();
    const calls = toApiCalls(records, {
      matcher: input.matcher,
      hostFamily: input.hostFamily,
      pathOf: program.pathOf,
      packageOf: input.packageOf,
      notCalls: input.sinks.notCalls,
      called: machine.called,
      cut: machine.cut,
      unread,
      texts,
    });
    return settleTexts(input, program, { calls, texts, given: recorder.given, madeOf: recorder.madeOf });
  };
  const records = withLaterMethods(recorder);
  const first = callsOf(records);
  const { annotated, account } =
    first.lostHosts.length === 0 ? first : callsOf(withOpenHosts(recorder, records, first.lostHosts));
  const unfollowed = recorder.problems
    .filter(({ live }) => live)
    .map(({ node, what }) => unfollowedPart(node, what, program));
  const demand = unread?.demand();
  const isDescribed = (name: string) =>
    [input.sinks.clients, input.sinks.sdks].some((all) => all.some(({ modules }) => modules.includes(name)));
  return {
    calls: annotated.calls.map(fromOwnLine),
    annotations: annotated.problems,
    exceptions: [...program.files].flatMap(([path, file]) => findExceptionComments(file, path)),
    problems: [...program.problems, ...problems, ...unfollowed],
    missing: findMissingModules({ ...input, files: program.files, isKnown: isDescribed }),
    texts: account,
    setAside: new Set([...machine.unrun, ...machine.leftCode]).size,
    ...(demand === undefined ? {} : { demand }),
  };
}

function unfollowedPart(node: ts.Node, what: string, { pathOf }: Program): { file: string; what: string } {
  const file = node.getSourceFile();
  const { line } = lineAt(file, node.getStart(file));
  return { file: pathOf(file), what: `${what} (line ${line + 1})` };
}
