import { parseLogFields } from '../access-log/index.ts';
import { Principals } from '../har/index.ts';
import type { ApiCall } from '../model/api-call.ts';
import type { InputSummary } from '../model/report.ts';
import { collectAccessLog } from './access-log.ts';
import type { AnalyzePathsOptions, Progress } from './analyze-paths.ts';
import type { ByteProgress } from './bytes.ts';
import { collectHar } from './collect-har.ts';
import { displayPath } from './input-file.ts';
import { loadMcpTools } from './mcp.ts';
import type { TrafficFormat } from './traffic-format.ts';

/** What tells the callers in all recordings of a run apart. */
export function createPrincipals(): Principals {
  return new Principals();
}

/**
 * The calls of a recording or a log. Returns what it gave, after its last call.
 * @throws InputError while iterating, as the reader of the format does.
 */
export async function* collectTraffic(
  path: string,
  format: TrafficFormat,
  options: AnalyzePathsOptions,
  principals: Principals,
): AsyncGenerator<ApiCall, InputSummary> {
  const { cwd, stdin, hosts, logFields, model, onProgress } = options;
  const common = {
    cwd,
    hosts,
    principals,
    rules: model.rules,
    ...(stdin === undefined ? {} : { stdin }),
    ...(onProgress === undefined ? {} : { onProgress: tellBytes(displayPath(path, cwd), onProgress) }),
  };
  if (format === 'har') return yield* collectHar(path, common);
  return yield* collectAccessLog(path, {
    ...common,
    mcp: await loadMcpTools(model.rules),
    ...(logFields === undefined ? {} : { fields: parseLogFields(logFields) }),
  });
}

function tellBytes(file: string, onProgress: (progress: Progress) => void): (progress: ByteProgress) => void {
  return ({ read, total }) => onProgress({ file, unit: 'bytes', done: read, total: total ?? read });
}
