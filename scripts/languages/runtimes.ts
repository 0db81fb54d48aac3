import { type ExecFileSyncOptions, execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from '../build/root.ts';

/** How a program of a language is made ready, and what then starts it. */
export interface Runtime {
  readonly id: string;
  /** Commands that have to be there. */
  readonly needs: readonly string[];
  readonly version: readonly string[];
  /** @param folder a copy that may be written to */
  readonly ready: (folder: string) => readonly string[];
}

const quiet: ExecFileSyncOptions = { stdio: ['ignore', 'pipe', 'pipe'] };

/** Composer is not asked for: where its autoloader would stand is one that does the same for a single namespace. */
const autoloader = `<?php
spl_autoload_register(static function (string $class): void {
    require __DIR__ . '/../src/' . basename(str_replace('\\\\', '/', $class)) . '.php';
});
`;

/** The languages that the integration is written in. A runtime that is not there is passed over. */
export const runtimes: readonly Runtime[] = [
  {
    id: 'typescript',
    needs: [process.execPath],
    version: [process.execPath, '--version'],
    ready: (folder) => [process.execPath, join(root, 'node_modules/tsx/dist/cli.mjs'), join(folder, 'src/main.ts')],
  },
  {
    id: 'python',
    needs: ['python3'],
    version: ['python3', '--version'],
    ready: () => ['python3', '-B', '-m', 'handover'],
  },
  {
    id: 'php',
    needs: ['php'],
    version: ['php', '-r', 'echo "PHP ", PHP_VERSION;'],
    ready: (folder) => {
      mkdirSync(join(folder, 'vendor'));
      writeFileSync(join(folder, 'vendor/autoload.php'), autoloader);
      return ['php', 'handover.php'];
    },
  },
  { id: 'ruby', needs: ['ruby'], version: ['ruby', '--version'], ready: () => ['ruby', 'bin/run.rb'] },
  {
    id: 'java',
    needs: ['javac', 'java'],
    version: ['java', '--version'],
    ready: (folder) => {
      const sources = filesBelow(join(folder, 'src'), '.java');
      execFileSync('javac', ['-d', join(folder, 'classes'), ...sources], quiet);
      return ['java', '-cp', join(folder, 'classes'), 'com.example.handover.Main'];
    },
  },
  {
    id: 'csharp',
    needs: ['mcs', 'mono'],
    version: ['mono', '--version=number'],
    ready: (folder) => {
      const library = newtonsoft();
      copyFileSync(library, join(folder, 'Newtonsoft.Json.dll'));
      const program = join(folder, 'handover.exe');
      const libraries = ['-r:System.Net.Http', `-r:${library}`];
      execFileSync('mcs', [`-out:${program}`, ...libraries, ...filesBelow(folder, '.cs')], quiet);
      return ['mono', program];
    },
  },
  {
    id: 'go',
    needs: ['go'],
    version: ['go', 'version'],
    ready: (folder) => {
      const program = join(folder, 'handover');
      execFileSync('go', ['build', '-o', program, '.'], { ...quiet, cwd: folder });
      return [program];
    },
  },
];

/** Whether everything is there that a language's programs need. */
export function isThere({ id, needs }: Runtime): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const has = (name: string) => existsSync(name) || folders.some((folder) => existsSync(join(folder, name)));
  return needs.every(has) && (id !== 'csharp' || existsSync(newtonsoft()));
}

/** Where Debian's package of it stands. */
function newtonsoft(): string {
  const folder = '/usr/lib/mono/gac/Newtonsoft.Json';
  const [version = ''] = existsSync(folder) ? readdirSync(folder) : [];
  return join(folder, version, 'Newtonsoft.Json.dll');
}

export function versionOf({ version: [command = '', ...args] }: Runtime): string {
  return execFileSync(command, args, { encoding: 'utf8' }).split('\n')[0]?.trim() ?? '';
}

/** A program's folder, copied to where it may be built. */
export function copyTo(place: string, from: string): string {
  cpSync(from, place, { recursive: true });
  return place;
}

function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))
    .sort();
}
