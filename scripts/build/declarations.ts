import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { reportSchema } from '../../src/schema/index.ts';
import { root } from './root.ts';
import { schemaTypes } from './schema-types.ts';

/** What users of the library see of it. */
export interface Declarations {
  /** `index.d.ts`: one file, and of the packages that it speaks of none has to be installed. */
  readonly rolledUp: string;
  /** The same in the form that a reader of a change can judge; it is kept in docs/. */
  readonly report: string;
}

/**
 * The types of the library in one file, and the report of its interface.
 * @throws Error when the sources do not compile, or the declarations cannot be put together.
 */
export async function makeDeclarations(): Promise<Declarations> {
  const folder = await mkdtemp(join(tmpdir(), 'rolefit-types-'));
  try {
    await emitFromSources(join(folder, 'src'));
    await writeFile(join(folder, 'src/schema/report.d.ts'), schemaDeclarations());
    rollUp(folder);
    const [rolledUp, report] = await Promise.all([
      readFile(join(folder, 'index.d.ts'), 'utf8'),
      readFile(join(folder, 'library.api.md'), 'utf8'),
    ]);
    return { rolledUp, report };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function emitFromSources(folder: string): Promise<void> {
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const args = [compiler, '-p', 'src/tsconfig.json', '--outDir', folder];
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('the sources do not compile');
}

/** In the place of a schema of a thousand lines and the type that is worked out of it. */
function schemaDeclarations(): string {
  return `${schemaTypes('PublishedReport', reportSchema)}export declare const reportSchema: object;\n`;
}

function rollUp(folder: string): void {
  const config = ExtractorConfig.prepare({
    packageJsonFullPath: join(root, 'package.json'),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: join(folder, 'src/index.d.ts'),
      compiler: {
        overrideTsconfig: { extends: join(root, 'tsconfig.json'), include: [join(folder, 'src/index.d.ts')] },
      },
      apiReport: {
        enabled: true,
        reportFileName: 'library.api.md',
        reportFolder: folder,
        reportTempFolder: folder,
        // What the functions take and give is part of the interface, whether or not it has a name outside.
        includeForgottenExports: true,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: true, untrimmedFilePath: join(folder, 'index.d.ts') },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: { extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } } },
    },
  });
  const { succeeded } = Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      // Errors are told and end the build; that it has begun, or writes a file, is of no interest.
      message.handled = message.logLevel !== ExtractorLogLevel.Error;
    },
  });
  if (!succeeded) throw new Error('the declarations could not be rolled up into one file');
}
