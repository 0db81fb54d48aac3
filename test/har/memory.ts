import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/**
 * Bytes that are held on to, without what only waits to be collected. V8 frees the bytes of a buffer on a thread of its
 * own, and is only sure to be done with one collection when it begins the next.
 */
export function heldBytes(): number {
  for (let times = 0; times < 3; times += 1) collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
