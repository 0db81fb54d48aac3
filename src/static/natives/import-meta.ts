import type { ts } from 'ts-morph';
import { nativeFunction, objectOf } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { plainText, undefinedValue, unknown } from '../value/value.ts';
import { contextFunction, globFunction } from './module-context.ts';
import { absolutePath, fileAddress, folderOf } from './program-path.ts';
import { resolveUrl } from './resolve-url.ts';
import { textOf } from './text-of.ts';

/** `import.meta` of a module: where it lies, and what bundlers put there. */
export function importMeta(m: Machine, file: ts.SourceFile, path: string): HeapObject {
  const [folder, whole] = [absolutePath(folderOf(path), file), absolutePath(path, file)];
  const url = fileAddress(path, file);
  const made = objectOf(m, file, {
    url,
    dirname: folder,
    filename: whole,
    // Bun's names for the same.
    dir: folder,
    path: whole,
    env: unknown('environment', file, 'import.meta.env'),
    resolve: nativeFunction(m, 'resolve', (machine, { args: [specifier = undefinedValue] }) => {
      const isPath = /^[./]/.test(plainText(specifier) ?? '');
      return isPath ? resolveUrl(textOf(machine, specifier), url) : specifier;
    }),
    glob: globFunction(m, path, false),
    globEager: globFunction(m, path, true),
    webpackContext: contextFunction(m, path),
  });
  // Which module the program was started with, or what else a bundler knows.
  made.open = unknown('environment', file, 'import.meta').gap;
  return made;
}
