import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8's young generation at the size that it begins with. A stream of short-lived objects makes V8 double it again
 * and again, up to more than the reader itself needs, and gains nothing by it.
 */
export function keepMemorySmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
