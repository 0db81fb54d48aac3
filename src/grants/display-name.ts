/** Longest name shown or looked up, in characters; the longest of the role dialog has about 40. */
export const maxNameLength = 200;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
const invisible = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]/gu;
const address = /[^\s@<>()"']{1,200}@[^\s@<>()"']{1,200}/gu;

/**
 * A name from an untrusted file, fit to be shown: at most 200 characters, one line, nothing that steers a terminal
 * or reverses text, and no e-mail address.
 */
export function displayName(name: string): string {
  const cut = name.length > maxNameLength ? `${name.slice(0, maxNameLength - 1)}…` : name;
  return cut.replace(address, '(e-mail address)').replace(invisible, '\u{fffd}').trim();
}
