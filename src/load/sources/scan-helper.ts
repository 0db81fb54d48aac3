import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { FileFacts } from '../../sources/look-at-bytes.ts';
import { type PackedFacts, unpackFacts } from '../../sources/pack-facts.ts';
import { ScanShares, shareLength } from './scan-shares.ts';
import type { ScanTask } from './scan-task.ts';

/** Fewer files are looked at before a thread has started. */
const fewestFiles = 6_000;
/** A thread that does not answer is not waited for any longer; its files are looked at again. In milliseconds. */
const longestWait = 30_000;

/** Has a task run by somebody else, now or later. */
export type StartTask = (task: ScanTask) => void;

/**
 * Somebody who looks at a list of files from its end, while the caller does so from its start. Nothing waits for them to
 * begin, and the answer is the same without them.
 */
export class ScanHelper {
  readonly #paths: readonly string[];
  readonly #shares: ScanShares;
  readonly #port: MessagePort;
  #facts: Map<string, FileFacts> | undefined;
  #next = 0;

  /** @param paths each once */
  constructor(paths: readonly string[], task: Omit<ScanTask, 'paths' | 'shares' | 'port'>, start: StartTask) {
    const { port1, port2 } = new MessageChannel();
    const shares = ScanShares.memoryFor(paths.length);
    this.#paths = paths;
    this.#shares = new ScanShares(shares);
    this.#port = port1;
    port1.unref();
    start({ ...task, paths: paths.join('\0'), shares, port: port2 });
  }

  /** Says that from now on imports are to be taken down as well. */
  wantImports(): void {
    this.#shares.wantImports();
  }

  /**
   * What the other found out about a file; `undefined` for one that is the caller's to look at. To be asked for each
   * file, in the list's order.
   */
  factsOf(path: string): FileFacts | undefined {
    if (this.#facts !== undefined) return this.#facts.get(path);
    if (this.#paths[this.#next] !== path) return undefined;
    const [share, place] = [Math.floor(this.#next / shareLength), this.#next % shareLength];
    this.#next++;
    if (place > 0 || this.#shares.take(share)) return undefined;
    // All behind is taken too: the two have met.
    this.#facts = this.#collect();
    return this.#facts.get(path);
  }

  #collect(): Map<string, FileFacts> {
    this.#shares.waitForFinish(longestWait);
    const received: { readonly message: PackedFacts } | undefined = receiveMessageOnPort(this.#port);
    const facts = new Map<string, FileFacts>();
    if (received === undefined) return facts;
    for (const [file, found] of unpackFacts(received.message)) facts.set(this.#paths[file] ?? '', found);
    return facts;
  }
}

/** Whether a second thread is of use: for a long list, on a machine with a second core. */
export function isThreadOfUse(files: number): boolean {
  // Where TypeScript is run as it is written, by a loader of the first thread, a second one has no such loader.
  const isBuilt = import.meta.url.endsWith('.js');
  return isBuilt && files >= fewestFiles && availableParallelism() > 1;
}

/** Starts a thread. One that cannot start takes no share, and is not missed. */
export function startThread(task: ScanTask): void {
  const worker = new Worker(new URL('./scan-worker.js', import.meta.url), {
    workerData: task,
    transferList: [task.port],
  });
  worker.on('error', () => {});
  worker.unref();
}
