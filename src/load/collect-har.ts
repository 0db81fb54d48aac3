import { resolve } from 'node:path';
import { type Exchange, type Principals, skipReasons, toApiCall, toEvidence } from '../har/index.ts';
import { type McpTools, toApiCalls } from '../mcp/index.ts';
import type { ApiCall } from '../model/api-call.ts';
import type { InputSummary } from '../model/report.ts';
import { hostFamily } from '../rules/marketo-hosts.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import type { ByteProgress } from './bytes.ts';
import { loadHar, standardInput } from './har.ts';
import { displayPath, renamed } from './input-file.ts';
import { loadMcpTools, loadMcpTraffic } from './mcp.ts';

export interface CollectHarOptions {
  /** The folder that a relative path starts from. */
  readonly cwd: string;
  /** Read in place of a file when the path is `-`. */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
  /** Further hosts that are Marketo's. */
  readonly hosts: readonly string[];
  readonly principals: Principals;
  readonly rules: RuleSet;
  readonly onProgress?: ((progress: ByteProgress) => void) | undefined;
}

/**
 * The calls of a recording, those among them that the MCP server makes for a client. Returns what the recording gave,
 * after its last entry.
 *
 * @param path of a HAR, or `-` for standard input. Errors name it as given.
 * @throws InputError while iterating: no such file, a folder, no permission, empty, or not a HAR.
 */
export async function* collectHar(
  path: string,
  { cwd, stdin, hosts, principals, rules, onProgress }: CollectHarOptions,
): AsyncGenerator<ApiCall, InputSummary> {
  const file = path === standardInput ? standardInput : displayPath(path, cwd);
  const reading = loadHar(path === standardInput ? path : resolve(cwd, path), {
    hostFamily: (host) => hostFamily(host, hosts),
    mcp: await loadMcpTraffic(),
    principals,
    stdin,
    onProgress,
  });
  // Few recordings have such requests, so what tools mean is read for the first of them.
  let mcp: McpTools | undefined;
  try {
    for await (const exchange of reading) {
      if (exchange.tools === undefined) yield toApiCall(exchange, file, exchange.principal);
      else {
        mcp ??= await loadMcpTools(rules);
        yield* callsOfTools(exchange, exchange.tools, file, mcp);
      }
    }
  } catch (error) {
    throw renamed(error, path);
  }
  const { entries, taken, skipped, complete, problem, from, to, notes, secrets } = reading.summary();
  return {
    file,
    kind: 'traffic',
    read: entries,
    calls: taken,
    skipped: skipped.map(({ reason, count }) => ({ reason: skipReasons[reason], count })),
    complete,
    ...(problem === undefined ? {} : { problem }),
    ...(from === undefined || to === undefined ? {} : { from, to }),
    ...(notes.length === 0 ? {} : { notes }),
    ...(secrets === undefined ? {} : { secrets }),
  };
}

function callsOfTools(exchange: Exchange, tools: readonly string[], file: string, mcp: McpTools): readonly ApiCall[] {
  const place = { evidence: toEvidence(exchange, file), principal: exchange.principal };
  return tools.flatMap((name) => toApiCalls(name, 'called', place, mcp));
}
