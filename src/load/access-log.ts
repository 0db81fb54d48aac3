import { resolve } from 'node:path';
import {
  createIsApiPath,
  type LogFields,
  readAccessLog,
  skipReasons,
  toApiCall,
  toEvidence,
} from '../access-log/index.ts';
import type { Principals } from '../har/index.ts';
import { type McpTools, toApiCalls, unreadableTool } from '../mcp/index.ts';
import type { ApiCall } from '../model/api-call.ts';
import { removedApiPath } from '../model/removed-api.ts';
import type { InputSummary } from '../model/report.ts';
import { hostFamily, knownHosts } from '../rules/marketo-hosts.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import { type ByteProgress, countBytes, loadBytes } from './bytes.ts';
import { displayPath, renamed } from './input-file.ts';
import { loadLogFormats } from './log-formats.ts';
import { standardInput } from './traffic-format.ts';

export interface LoadAccessLogOptions {
  /** The folder that a relative path starts from. */
  readonly cwd: string;
  /** Read in place of a file when the path is `-`. */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
  /** Further hosts that are Marketo's; with one, lines that name no host are taken to be of it. */
  readonly hosts: readonly string[];
  readonly fields?: LogFields | undefined;
  readonly principals: Principals;
  readonly rules: RuleSet;
  readonly mcp: McpTools;
  readonly onProgress?: ((progress: ByteProgress) => void) | undefined;
}

/**
 * The calls of an access log. Returns what the log gave, after its last line.
 *
 * @param path of a log, plain or gzip, or `-` for standard input. Errors name it as given.
 * @throws InputError while iterating: no such file, a folder, no permission, empty, or not a log.
 */
export async function* collectAccessLog(
  path: string,
  { cwd, stdin, hosts, fields, principals, rules, mcp, onProgress }: LoadAccessLogOptions,
): AsyncGenerator<ApiCall, InputSummary> {
  const file = path === standardInput ? standardInput : displayPath(path, cwd);
  if (path === standardInput && stdin === undefined) throw new Error('standard input was not handed over');
  const isStdin = path === standardInput && stdin !== undefined;
  const reading = readAccessLog(
    isStdin ? countBytes(stdin, onProgress) : loadBytes(resolve(cwd, path), onProgress, 'reused'),
    {
      hostFamily: (host) => hostFamily(host, hosts),
      defaultHost: hosts.length > 0 ? 'rest' : undefined,
      isApiPath: createIsApiPath([...rules.operations.map((operation) => operation.path), removedApiPath]),
      isMcpServer: mcp.isServer,
      hostNames: [...knownHosts, ...hosts],
      formats: await loadLogFormats(),
      fields,
      principals,
    },
  );
  try {
    for await (const call of reading) {
      const { principal } = call;
      const evidence = toEvidence(call, file);
      if (call.kind === 'api') yield toApiCall(call, file);
      else yield* toApiCalls(unreadableTool, 'called', { evidence, principal }, mcp);
    }
  } catch (error) {
    throw renamed(error, path);
  }
  const { lines, taken, skipped, complete, problem, from, to, notes, secrets } = reading.summary();
  return {
    file,
    kind: 'traffic',
    read: lines,
    calls: taken,
    skipped: skipped.map(({ reason, count }) => ({ reason: skipReasons[reason], count })),
    complete,
    ...(problem === undefined ? {} : { problem }),
    ...(from === undefined || to === undefined ? {} : { from, to }),
    ...(notes.length === 0 ? {} : { notes }),
    ...(secrets === undefined ? {} : { secrets }),
  };
}
