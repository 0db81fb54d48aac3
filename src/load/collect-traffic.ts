import { parseLogFields } from '../access-log/index.ts';
import { Principals } from '../har/index.ts';
import type { ApiCall } from '../model/api-call.ts';
import type { Progress } from '../model/progress.ts';
import type { InputSummary } from '../model/report.ts';
import { collectAccessLog } from './access-log.ts';
import type { ByteProgress } from './bytes.ts';
import { collectHar } from './collect-har.ts';
import { displayPath } from './input-file.ts';
import { loadMcpTools } from './mcp.ts';
import type { Model } from './model.ts';
import type { TrafficFormat } from './traffic-format.ts';

/** What tells the callers in all recordings of a run apart. */
export function createPrincipals(): Principals {
  return new Principals();
}

/** How a recording or log is read. */
export interface TrafficOptions {
  /** The folder that a relative path starts from. */
  readonly cwd: string;
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
  readonly hosts: readonly string[];
  readonly logFields?: string | undefined;
  readonly model: Model;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/**
 * The calls of a recording or a log. Returns what it gave, after its last call.
 * @throws InputError while iterating, as the reader of the format does.
 */
export async function* collectTraffic(
  path: string,
  format: TrafficFormat,
  options: TrafficOptions,
  principals: Principals,
): AsyncGenerator<ApiCall, InputSummary> {
  const { cwd, stdin, hosts, logFields, model, onProgress } = options;
  const common = {
    cwd,
    hosts,
    principals,
    rules: model.rules,
    stdin,
    onProgress: onProgress && tellBytes(displayPath(path, cwd), onProgress),
  };
  if (format === 'har') return yield* collectHar(path, common);
  return yield* collectAccessLog(path, {
    ...common,
    mcp: await loadMcpTools(model.rules),
    fields: logFields === undefined ? undefined : parseLogFields(logFields),
  });
}

function tellBytes(file: string, onProgress: (progress: Progress) => void): (progress: ByteProgress) => void {
  return ({ read, total }) => onProgress({ file, unit: 'bytes', done: read, total: total ?? read });
}
