import { showInvisible } from '../invisible.ts';

/** A piece of HTML that was put together by this file, and by nothing else: whatever is not one is escaped as text. */
export type Markup = SafeMarkup;

/** What can stand in an element: markup, text of any origin, or nothing. */
export type Child = Markup | string | undefined | false | readonly Child[];

/** Attributes that a page without foreign content needs; none of them runs code, loads anything or carries style. */
type AttributeName =
  | (
      | 'id'
      | 'class'
      | 'lang'
      | 'href'
      | 'hidden'
      | 'tabindex'
      | 'role'
      | 'scope'
      | 'colspan'
      | 'rowspan'
      | 'open'
      | 'start'
    )
  | ('type' | 'value' | 'checked' | 'for' | 'autocomplete' | 'name' | 'content' | 'charset' | 'http-equiv')
  | ('x' | 'y' | 'width' | 'height' | 'fill' | 'd' | 'patternUnits')
  | `data-${string}`
  | `aria-${string}`;

/** `true` is an attribute without value; `undefined` and `false` leave it out. */
export type Attributes = Readonly<Partial<Record<AttributeName, string | number | boolean | undefined>>>;

/** No constructor outside this file: a private field makes the type impossible to imitate. */
class SafeMarkup {
  readonly #html: string;

  constructor(html: string) {
    this.#html = html;
  }

  toString(): string {
    return this.#html;
  }
}

const voidTags: ReadonlySet<string> = new Set(['meta', 'input', 'br', 'rect', 'path']);

/** After these a line ends, so that the file can be read and compared; inside `pre` none of them stands. */
const blockTags: ReadonlySet<string> = new Set(
  (
    'html head meta title style script body header nav main footer section div h1 h2 h3 h4 h5 p ul ol li dl dt dd ' +
    'table caption thead tbody tr details summary form fieldset legend svg'
  ).split(' '),
);

/**
 * One element. The single place where text of the input becomes HTML: text and attribute values are escaped, and what
 * cannot be seen is spelled out.
 * @throws Error for a link that leaves the page; the report has no business with any other document.
 */
export function element(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): Markup {
  const open = `<${tag}${Object.entries(attributes).map(attribute).join('')}>`;
  const end = blockTags.has(tag) ? '\n' : '';
  if (voidTags.has(tag)) return new SafeMarkup(tag === 'rect' || tag === 'path' ? `${open}</${tag}>` : `${open}${end}`);
  return new SafeMarkup(`${open}${children.map(render).join('')}</${tag}>${end}`);
}

/**
 * `style`, `script` or a data block: text that HTML does not unescape, so it must not be able to end its element.
 * @throws Error for a source that could.
 */
export function rawElement(tag: 'style' | 'script', attributes: Attributes, source: string): Markup {
  if (/<[/!]/.test(source)) throw new Error(`the content of a ${tag} element could end it`);
  const open = `<${tag}${Object.entries(attributes).map(attribute).join('')}>`;
  return new SafeMarkup(`${open}${source}</${tag}>\n`);
}

/** The whole file. */
export function htmlDocument(root: Markup): string {
  return `<!doctype html>\n${root}`;
}

function attribute([name, value]: readonly [string, string | number | boolean | undefined]): string {
  if (value === undefined || value === false) return '';
  if (value === true) return ` ${name}`;
  if (name === 'href' && !String(value).startsWith('#')) throw new Error(`a link leaves the page: ${value}`);
  return ` ${name}="${escapeHtml(String(value))}"`;
}

function render(child: Child): string {
  if (child === undefined || child === false) return '';
  if (typeof child === 'string') return escapeHtml(child);
  return child instanceof SafeMarkup ? child.toString() : child.map(render).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return showInvisible(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
