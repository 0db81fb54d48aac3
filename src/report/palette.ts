import { createColors } from 'picocolors';
import type { Style } from './document/block.ts';

/** How each style looks; without colour every one is the identity. */
export type Palette = Readonly<Record<Style, (text: string) => string>>;

/** The palette of a terminal, or the plain one. Who may use colour is decided by the caller. */
export function createPalette(enabled: boolean): Palette {
  const colors = createColors(enabled);
  return {
    strong: colors.bold,
    code: colors.cyan,
    muted: colors.dim,
    good: colors.green,
    warn: colors.yellow,
    bad: colors.red,
  };
}
