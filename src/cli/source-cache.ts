import { type CacheRefusal, refusals, SourceCache } from '../load/cache/index.ts';
import { cacheFolder, cacheVariable } from '../load/cache-folder.ts';
import { loadPrepared } from '../load/prepared.ts';
import { showInvisible } from '../report/invisible.ts';
import type { Io } from './io.ts';
import { errorPalette } from './screen.ts';

interface CacheValues {
  readonly cache?: boolean | undefined;
  readonly color?: boolean | undefined;
  readonly quiet?: boolean | undefined;
}

/**
 * Where answers about source code are kept, unless the reader wants none kept, there is no place for them, or this is
 * no build: an answer is only as good as the program that found it, and sources may change from run to run.
 */
export function sourceCache({ cache = true, color, quiet = false }: CacheValues, io: Io): SourceCache | undefined {
  const build = loadPrepared('build');
  const folder = cacheFolder(io.env, io.platform, io.home ?? '');
  if (!cache || build === undefined || folder === undefined) return undefined;
  const told = new Set<CacheRefusal>();
  const onRefused = (refusal: CacheRefusal): void => {
    if (quiet || told.has(refusal)) return;
    told.add(refusal);
    const title = errorPalette(io, color).warn('warning:');
    const next = `set ${cacheVariable} to another folder, or to off`;
    io.stderr.write(`${title} ${showInvisible(folder)} ${refusals[refusal]}, so nothing is kept there; ${next}\n`);
  };
  return new SourceCache({ folder, build, onRefused });
}
