/**
 * What markup calls with the code that stands in it, in the script that is made of a Vue, Svelte or Astro file
 * (sources/markup): a letter that no program uses as a name.
 */
export const markupName = '\u01C2';

/** Whether a handler of the markup runs: nobody knows. */
export const markupMoment = '\u01C3';
