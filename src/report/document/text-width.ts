import stringWidth from 'string-width';

/** What takes one column each: printable ASCII and the signs of our own, which nearly all of a report is. */
const plain = /^[\x20-\x7e·…→↳−✓✗]*$/;

/** How many columns of a terminal a text takes. */
export function textWidth(text: string): number {
  return plain.test(text) ? text.length : stringWidth(text);
}
