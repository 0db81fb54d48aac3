import type { SpeedCase } from '../contender.ts';
import { closelyKnit, closelyKnitDeciding } from './closely-knit.ts';
import { monorepos, noMarketo } from './monorepos.ts';
import { oneFolder } from './one-folder.ts';
import { recordings } from './recordings.ts';
import { startUp } from './start-up.ts';

/** Every case, the quick ones first. */
export const cases: readonly SpeedCase[] = [
  startUp,
  oneFolder,
  noMarketo,
  closelyKnit,
  closelyKnitDeciding,
  ...recordings,
  ...monorepos,
];
