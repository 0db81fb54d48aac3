import type { HostFamilyOf, PrincipalKey } from '../har/index.ts';
import { isSensitive, redactPath } from '../har/redact-path.ts';
import type { ParameterNames } from '../model/api-call.ts';
import { compareText } from '../model/location.ts';
import { type HostFamily, type Method, methods } from '../model/operation.ts';
import { readLogTime } from './log-time.ts';
import type { LoggedCall } from './logged-call.ts';
import type { LoggedRequest } from './logged-request.ts';
import type { SkipReason } from './skip-reasons.ts';

/** What is known about addresses, and about lines that name no host. */
export interface LogContext {
  readonly hostFamily: HostFamilyOf;
  /** The host that lines without one are taken to be of; `undefined` where it is not known. */
  readonly defaultHost?: HostFamily | undefined;
  /** Whether a path can be one of Marketo's: decides for lines that name no host. */
  readonly isApiPath: (path: string) => boolean;
  readonly isMcpServer: (host: string, path: string) => boolean;
  /** The key of a user of the proxy's, or of lines that name none. */
  readonly principalOf: (user: string | undefined) => PrincipalKey;
}

interface Target {
  readonly host: string | undefined;
  readonly url: URL;
}

/**
 * Reduces what a line says to a call, or says why it is left out. This is the only place where a {@link LoggedCall} is
 * made: it names each field that leaves the reader, and nothing is ever spread into it but times and outcomes.
 */
export function toLoggedCall(line: number, request: LoggedRequest, context: LogContext): LoggedCall | SkipReason {
  const sent = request.method.toUpperCase();
  if (sent === 'CONNECT') return 'connect';
  if (sent === 'OPTIONS') return 'preflight';
  const target = readTarget(request);
  if (target === undefined) return 'no-request';
  const { host, url } = target;
  const startedAt = readLogTime(request.time);
  const shared = {
    line,
    principal: context.principalOf(request.user),
    failed: (request.status ?? 0) >= 400,
    ...(startedAt === undefined ? {} : { startedAt }),
  };
  if (host !== undefined && context.isMcpServer(host, url.pathname)) {
    return sent === 'POST' ? { kind: 'mcp', ...shared } : 'no-tool-call';
  }
  const family = host === undefined ? context.defaultHost : context.hostFamily(host);
  if (host !== undefined && family === undefined) return 'not-marketo';
  if (host === undefined && !context.isApiPath(url.pathname)) return 'not-the-api';
  const override = sent === 'POST' ? asMethod(url.searchParams.get('_method') ?? '') : undefined;
  const method = override ?? asMethod(sent);
  if (method === undefined) return 'bad-method';
  return {
    kind: 'api',
    ...shared,
    method,
    methodOverridden: override !== undefined && override !== sent,
    host: family,
    path: redactPath(url.pathname),
    parameters: parametersOf(url, sent),
  };
}

/** The URL is the truth about the host; a field of the line stands in where the URL has none. */
function readTarget({ target, host }: LoggedRequest): Target | undefined {
  if (target.startsWith('/')) {
    const text = `http://host.invalid${target}`;
    return URL.canParse(text) ? { host, url: new URL(text) } : undefined;
  }
  if (!/^(?:https?|wss?):\/\//i.test(target) || !URL.canParse(target)) return undefined;
  const url = new URL(target);
  return { host: url.host, url };
}

function asMethod(name: string): Method | undefined {
  return methods.find((method) => method === name.trim().toUpperCase());
}

const mostNames = 1_000;
/** What a parameter's name looks like. Whatever else stands in its place is dropped. */
const plausibleName = /^[\w.[\]$:-]{1,64}$/;

/** A log has no bodies, so what a POST carries in its form is not known. */
function parametersOf(url: URL, sent: string): ParameterNames {
  const names = new Set<string>();
  for (const name of url.searchParams.keys()) {
    if (names.size < mostNames && plausibleName.test(name) && !isSensitive(name)) names.add(name);
  }
  return { names: [...names].sort(compareText), complete: sent !== 'POST' };
}
