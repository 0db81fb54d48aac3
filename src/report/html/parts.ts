import type { OperationId } from '../../model/operation.ts';
import { count, formatNumber } from '../../model/words.ts';
import type { Tone } from '../content/permission-states.ts';
import { type Child, element, type Markup } from './markup.ts';

/** A sign with its word; the sign is for the eye, the word is read out. */
export function badge(sign: string, word: string, tone: Tone): Markup {
  return element('span', { class: `badge ${tone}` }, element('span', { 'aria-hidden': 'true' }, sign), ` ${word}`);
}

export function code(text: string): Markup {
  return element('code', {}, text);
}

export function muted(...children: readonly Child[]): Markup {
  return element('span', { class: 'muted' }, ...children);
}

export function link(anchor: string, ...children: readonly Child[]): Markup {
  return element('a', { href: `#${anchor}` }, ...children);
}

/** A paragraph that is left out when it would be empty. */
export function paragraph(...children: readonly Child[]): Markup {
  return element('p', {}, ...children);
}

/** What is short stands open; what is long is one click away, and open on paper. */
export function disclosure(id: string | undefined, summary: Child, ...children: readonly Child[]): Markup {
  return element('details', { id }, element('summary', {}, summary), element('div', { class: 'inside' }, ...children));
}

/** Children with a separator between them, the last one with another. */
export function joined(children: readonly Child[], separator = ', ', last = ' and '): readonly Child[] {
  return children.flatMap((child, index): Child[] => {
    if (index === 0) return [child];
    return [index === children.length - 1 ? last : separator, child];
  });
}

/** The first of many, and how many more there are. */
export function firstOf<Item>(
  items: readonly Item[],
  most: number,
  noun: string,
  render: (item: Item) => Child,
): { readonly shown: readonly Child[]; readonly rest: Child } {
  const more = items.length - most;
  return {
    shown: items.slice(0, most).map(render),
    rest: more > 0 && muted(`and ${count(more, `more ${noun}`)}; the JSON report lists every one`),
  };
}

/** Links to operations of the service, the first few of them: "GET /rest/v1/leads.json, … and 4 more". */
export function operationLinks(
  ids: readonly OperationId[],
  anchorOf: (id: OperationId) => string | undefined,
  most = 4,
): readonly Child[] {
  const links = ids.slice(0, most).map((id): Child => {
    const anchor = anchorOf(id);
    return anchor === undefined ? code(id) : link(anchor, code(id));
  });
  const more = ids.length - most;
  return more > 0 ? [joined(links, ', ', ', '), ` and ${formatNumber(more)} more`] : joined(links);
}

/** A table with heads that name their columns; the first cell of each row names the row. */
export function table(caption: Child, columns: readonly Child[], rows: readonly Markup[], kind = ''): Markup {
  return element(
    'table',
    { class: kind },
    element('caption', { class: 'hush' }, caption),
    element('thead', {}, element('tr', {}, ...columns.map((column) => element('th', { scope: 'col' }, column)))),
    element('tbody', {}, ...rows),
  );
}
