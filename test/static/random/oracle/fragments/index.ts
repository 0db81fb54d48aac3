import type { Fragment } from '../grammar/fragment.ts';
import { cells } from './cells.ts';
import { classes } from './classes.ts';
import { counts } from './counts.ts';
import { decisions } from './decisions.ts';
import { generators } from './generators.ts';
import { controlFlow } from './loops.ts';
import { modeFragments } from './modes.ts';
import { outlets } from './outlets.ts';
import { parts, programs } from './parts.ts';
import { recursion } from './recursion.ts';
import { requests } from './requests.ts';
import { statements } from './statements.ts';
import { values } from './values.ts';

/** Everything that a random program can be made of. The first of each sort is the plainest of it. */
export const allFragments: readonly Fragment[] = [
  ...programs,
  ...parts,
  ...statements,
  ...decisions,
  ...counts,
  ...controlFlow,
  ...recursion,
  ...generators,
  ...outlets,
  ...values,
  ...classes,
  ...modeFragments,
  ...cells,
  ...requests,
];
