import { type BuildResult, build } from 'esbuild';
import { root } from './root.ts';

/**
 * What `rolefit record` puts before a program: one file that needs no other, in the older module format, because that is
 * the only one that Node loads before everything else in every thread.
 */
export async function bundleHook(folder: string): Promise<BuildResult<{ metafile: true; write: false }>> {
  return build({
    absWorkingDir: root,
    entryPoints: { 'record/hook': 'src/record/hook/main.ts' },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
}
