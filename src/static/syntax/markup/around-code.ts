/**
 * A file of markup with the code in it blanked: what is left is read as markup alone. As many characters, the same line
 * breaks, so that a place in it is the same place in the file.
 * @param code what the file stands for as a script, in which every place is the same place in the file
 */
export function aroundCode(text: string, code: string): string {
  let around = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    around += character === code.charAt(at) && !/[\n\r\u2028\u2029]/.test(character) ? ' ' : character;
  }
  return around;
}
