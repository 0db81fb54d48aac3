import type { Target } from '../target.ts';
import { readers } from './readers.ts';

/** Everything that is tried with inputs made by dice; the tests and `npm run fuzz` go through them. */
export const targets: readonly Target[] = [...readers];
