import { showInvisible } from '../invisible.ts';

/**
 * The escape of SARIF's message texts, in which `[text](target)` is a link: nothing of the input can become one, and
 * what is invisible shows.
 */
export function escapeMessage(text: string): string {
  return showInvisible(text).replace(/[\\[\]]/g, (character) => `\\${character}`);
}

/** A link to the related location of this id. */
export function linkTo(id: number, text: string): string {
  return `[${escapeMessage(text)}](${id})`;
}
