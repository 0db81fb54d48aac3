const yes = new Set(['yes', 'y', 'true', 'x', '1', '✓', '✔', '☑', '✅', '[x]', 'on', 'granted', 'enabled', 'checked']);
const no = new Set([
  '',
  'no',
  'n',
  'false',
  '0',
  '-',
  '–',
  '☐',
  '✗',
  '✘',
  '❌',
  '[ ]',
  '[]',
  'off',
  'denied',
  'disabled',
]);
const longestTick = 40;
const count = /^\(?\s*(\d{1,6})\s*(?:of|\/)\s*(\d{1,6})\s*\)?$/i;
const trailingCount = /^(.*\S)\s*\((\s*\d{1,6}\s*(?:of|\/)\s*\d{1,6}\s*)\)$/is;

/** What a cell says: ticked, not ticked, or `undefined` when it is something else. "21 of 21" is ticked, "3 of 21" is not. */
export function readTick(cell: string): boolean | undefined {
  if (cell.length > longestTick) return undefined;
  const text = cell.trim().toLowerCase();
  if (yes.has(text)) return true;
  if (no.has(text)) return false;
  const [, part, whole] = count.exec(text) ?? [];
  return part === undefined ? undefined : part !== '0' && Number(part) === Number(whole);
}

/** "Access API (21 of 21)" taken apart; `ticked` is absent when no count follows the name. */
export function splitCount(text: string): { readonly name: string; readonly ticked?: boolean } {
  const [, name, counted] = trailingCount.exec(text) ?? [];
  const ticked = counted === undefined ? undefined : readTick(counted);
  return name === undefined || ticked === undefined ? { name: text } : { name, ticked };
}
