import type { Key } from 'ink';

const special = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['tab', 'tab'],
  // Most terminals send for the key Backspace what Ink takes for Delete.
  ['backspace', 'backspace'],
  ['delete', 'backspace'],
] as const satisfies readonly (readonly [keyof Key, string])[];

const controls: Readonly<Record<string, string>> = { '\r': 'enter', '\n': 'enter', '\t': 'tab', '\u007f': 'backspace' };

/** The keys of one report of Ink's, by our names; what is typed fast or pasted comes as several at once. */
export function keysOf(input: string, key: Key): readonly string[] {
  const named = special.find(([name]) => key[name])?.[1];
  if (named !== undefined) return [named];
  if (key.ctrl) return [`ctrl+${input}`];
  return [...input].flatMap((character) => {
    if (character === ' ') return ['space'];
    const control = controls[character];
    if (control !== undefined) return [control];
    return character < ' ' ? [] : [character];
  });
}
