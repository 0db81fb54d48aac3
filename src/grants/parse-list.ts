import type { RawRole } from './raw-role.ts';

const bullet = /^(?:[-*+•]|\d{1,4}[.)])\s+/;
const emptyBox = /^(?:\[\s*\]|☐)/;
const tickedBox = /^(?:\[[xX✓✔]\]|☑|✅|✓|✔)\s*/;
const comment = /(?:^|\s)#/;
const quotes = /^(["'`])(.*)\1$/;

/**
 * A plain list of names: one a line or separated by commas, semicolons or tabs, with or without bullets, quotes and
 * tick boxes. "#" starts a comment. An empty tick box is not granted, nor is what follows it on its line.
 */
export function parseList(text: string): RawRole {
  return { ticked: text.split(/\r\n|[\r\n]/).flatMap(namesOnLine) };
}

/** Splits a cell or line with several names; no permission has a comma or semicolon in its name. */
export function splitNames(text: string): string[] {
  return text
    .split(/[,;\t\r\n]/)
    .map(bareName)
    .filter((name) => name !== '');
}

function namesOnLine(line: string): string[] {
  const end = line.search(comment);
  const item = (end < 0 ? line : line.slice(0, end)).trim().replace(bullet, '');
  return emptyBox.test(item) ? [] : splitNames(item);
}

function bareName(text: string): string {
  return text.trim().replace(bullet, '').replace(tickedBox, '').replace(quotes, '$2').trim();
}
