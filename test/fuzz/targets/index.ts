import type { Target } from '../target.ts';
import { cached } from './cached.ts';
import { annotation } from './comments.ts';
import { documents } from './documents.ts';
import { programs } from './programs.ts';
import { readers } from './readers.ts';
import { reasoning } from './reasoning.ts';
import { rendering } from './rendering.ts';
import { secrets } from './secrets.ts';

/** Everything that is tried with inputs made by dice; the tests and `npm run fuzz` go through them. */
export const targets: readonly Target[] = [
  ...readers,
  ...documents,
  annotation,
  cached,
  ...reasoning,
  rendering,
  ...secrets,
  ...programs,
];
