/**
 * Characters that a reader cannot see or that rearrange what is seen: C0, DEL and C1 controls, line and paragraph
 * separators, bidirectional, zero-width and other format characters, fillers, tags, lone surrogates.
 */
const invisible = /[\p{Cc}\p{Zl}\p{Zp}\p{Cf}\p{Cs}]|\p{Default_Ignorable_Code_Point}|\u2800/gu;

/** Makes invisible characters visible as `\u{1b}`, so that they can neither hide nor move anything. */
export function showInvisible(text: string): string {
  return text.replace(invisible, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** The same for JSON text: the escapes of JSON itself, so that the value stays what it was. */
export function escapeInvisibleInJson(json: string): string {
  return json.replace(invisible, (character) => (character === '\n' ? character : escapeCodeUnits(character)));
}

function escapeCodeUnits(character: string): string {
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
    .join('');
}
