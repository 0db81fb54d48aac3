import { showInvisible } from '../invisible.ts';

/** An XML element; texts and values are untrusted as they are, and only {@link toXml} escapes them. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

export function element(name: string, attributes: Element['attributes'], children: Element['children'] = []): Element {
  return { name, attributes, children };
}

/** The document of this root, indented, with a final newline. An element holds either elements or one text. */
export function toXml(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${lines(root, '').join('\n')}\n`;
}

function lines({ name, attributes, children }: Element, indent: string): string[] {
  const listed = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${escapeXml(value)}"`);
  const start = `${indent}<${name}${listed.join('')}`;
  if (children.length === 0) return [`${start}/>`];
  const inner = children.filter((child) => typeof child !== 'string');
  if (inner.length === 0) return [`${start}>${children.map((child) => escapeXml(String(child))).join('')}</${name}>`];
  return [`${start}>`, ...inner.flatMap((child) => lines(child, `${indent}  `)), `${indent}</${name}>`];
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup loses its meaning, and what XML 1.0 has no way to write, or a reader no way to see, shows as `\u{1b}`. */
export function escapeXml(text: string): string {
  return showInvisible(text)
    .replace(/[\ufffe\uffff]/g, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`)
    .replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
