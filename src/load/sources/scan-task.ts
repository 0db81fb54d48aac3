import type { MessagePort } from 'node:worker_threads';
import { ByteLook, type FileFacts } from '../../sources/look-at-bytes.ts';
import { packFacts } from '../../sources/pack-facts.ts';
import { createFindClues, type SeedOptions } from '../../sources/seed-pattern.ts';
import { ByteReader } from './byte-reader.ts';
import { ScanShares, shareLength } from './scan-shares.ts';

/** What a second thread is to look at, and how. */
export interface ScanTask {
  readonly home: string;
  readonly links: ReadonlyMap<string, string>;
  readonly options: SeedOptions;
  /** Separated by NUL, as in git's own listing. */
  readonly paths: string;
  /** The numbers of those that are named for Marketo. */
  readonly named: readonly number[];
  readonly shares: SharedArrayBuffer;
  readonly port: MessagePort;
}

/** Takes shares from the list's end until it meets the first thread, then hands over what it found. */
export function runScanTask(task: ScanTask): void {
  const shares = new ScanShares(task.shares);
  try {
    const packed = packFacts(scanShares(task, shares));
    task.port.postMessage(packed, [packed.files.buffer, packed.specifiers.buffer]);
  } finally {
    shares.finish();
    task.port.close();
  }
}

/** A file that cannot be read is left to the first thread, which knows how to tell of it. */
function* scanShares(task: ScanTask, shares: ScanShares): Generator<readonly [file: number, facts: FileFacts]> {
  const reader = new ByteReader(task.home, task.links);
  const look = new ByteLook(reader.memory, createFindClues(task.options));
  const [paths, named] = [task.paths.split('\0'), new Set(task.named)];
  for (let share = shares.count - 1; share >= 0 && shares.take(share); share--) {
    const withImports = shares.importsWanted;
    const end = Math.min(paths.length, (share + 1) * shareLength);
    for (let file = share * shareLength; file < end; file++) {
      const result = reader.read(paths[file] ?? '');
      if (result.kind !== 'read') continue;
      const { size, isWhole } = result;
      yield [file, look.look({ size, isWhole, isNamed: named.has(file), withImports })];
    }
  }
}
