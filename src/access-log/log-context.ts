import { type HostFamilyOf, Principals } from '../har/index.ts';
import { redactPath } from '../har/redact-path.ts';
import type { HostFamily } from '../model/operation.ts';
import type { LogFields } from './log-fields.ts';
import type { LogFormats } from './log-formats.ts';
import type { LogContext } from './to-logged-call.ts';

export interface AccessLogOptions {
  /** Which host names are Marketo's, with the reader's own proxies; see `src/rules/marketo-hosts.ts`. */
  readonly hostFamily: HostFamilyOf;
  /** The host of lines that name none, where the reader said whose log it is. */
  readonly defaultHost?: HostFamily | undefined;
  /** See {@link createIsApiPath}. */
  readonly isApiPath: (path: string) => boolean;
  /** Whether host and path are those of an MCP server for Marketo. */
  readonly isMcpServer: (host: string, path: string) => boolean;
  /** What the names of hosts that count hold; a line with none of them, nor a path of the API, is passed over. */
  readonly hostNames: readonly string[];
  /** The rows of rules/log-formats.json, compiled. */
  readonly formats: LogFormats;
  /** Where lines hold what, beyond the names that are known. */
  readonly fields?: LogFields | undefined;
  /** Shared by the inputs of one run, so that a user is the same in all of them. */
  readonly principals?: Principals;
}

/** Users of the proxy are told apart; the lines without one are nobody's, even beside those of a single user. */
export function contextOf({ principals = new Principals(), ...options }: AccessLogOptions): LogContext {
  const named = principals.startCapture();
  const nobody = principals.startCapture().keyFor(undefined);
  return {
    ...options,
    hostFamily: remembered(options.hostFamily),
    isApiPath: remembered(options.isApiPath),
    redactPath: remembered(redactPath),
    principalOf: remembered((user) =>
      user === undefined ? nobody : named.keyForIdentity({ token: user, scope: user }),
    ),
  };
}

/** So many answers are kept: a log asks the same few again and again. */
const mostAnswers = 10_000;

function remembered<Question, Answer>(ask: (question: Question) => Answer): (question: Question) => Answer {
  const answers = new Map<Question, { readonly answer: Answer }>();
  return (question) => {
    const known = answers.get(question);
    if (known !== undefined) return known.answer;
    const answer = ask(question);
    if (answers.size < mostAnswers) answers.set(question, { answer });
    return answer;
  };
}
