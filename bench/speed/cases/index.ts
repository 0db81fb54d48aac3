import type { SpeedCase } from '../contender.ts';
import { coreCase } from '../core/measure-core.ts';
import { changedFile, changedIntegration, secondRun, smallCheck } from './again.ts';
import { bigFiles } from './big-files.ts';
import { closelyKnit, closelyKnitDeciding } from './closely-knit.ts';
import { logs } from './logs.ts';
import { monorepos, nearMarketo, noMarketo } from './monorepos.ts';
import { oneFolder } from './one-folder.ts';
import { realTrees } from './real-trees.ts';
import { recordings } from './recordings.ts';
import { sharedInputs } from './services.ts';
import { startUp } from './start-up.ts';

/** Every case that runs commands, the quick ones first. */
export const cases: readonly SpeedCase[] = [
  startUp,
  oneFolder,
  smallCheck,
  noMarketo,
  nearMarketo,
  closelyKnit,
  closelyKnitDeciding,
  ...realTrees,
  ...bigFiles,
  ...recordings,
  ...logs,
  ...monorepos,
  secondRun,
  changedFile,
  changedIntegration,
  ...sharedInputs,
];

/** The names of everything that the bench measures, in its order. */
export const caseNames: readonly string[] = [...cases.map(({ name }) => name), 'growth', coreCase.name];
