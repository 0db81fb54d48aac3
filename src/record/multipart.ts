/** A field of a form with several parts: a text, or a file. */
export interface Part {
  readonly name: string;
  readonly text: string;
}

/** More fields are not looked at. */
const mostParts = 1_000;

/** The parts of a body of type multipart/form-data; none where it is broken. Bytes are taken as they are, one a character. */
export function partsOf(body: string, type: string): readonly Part[] {
  const [, quoted, plain] = /boundary=(?:"([^"]{1,200})"|([^;\s]{1,200}))/i.exec(type) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) return [];
  const parts: Part[] = [];
  for (const section of body.split(`--${boundary}`).slice(1, mostParts + 1)) {
    const head = section.indexOf('\r\n\r\n');
    const [, name] =
      /content-disposition:[^\r\n]{0,500}?\bname="([^"\r\n]{0,200})"/i.exec(section.slice(0, 2_000)) ?? [];
    if (head === -1 || name === undefined) continue;
    parts.push({ name, text: section.slice(head + 4).replace(/\r\n$/, '') });
  }
  return parts;
}
