import { count } from '../../model/words.ts';
import type { Block } from '../document/block.ts';

/** The first `most` of many, and a sentence that counts the others. */
export function showSome<Item>(
  items: readonly Item[],
  most: number,
  noun: string,
  render: (shown: readonly Item[]) => Block,
): Block[] {
  if (items.length === 0) return [];
  const rest = items.length - most;
  const more = `And ${count(Math.max(0, rest), `more ${noun}`)}; the JSON report lists every one.`;
  return [render(items.slice(0, most)), ...(rest > 0 ? [{ kind: 'paragraph', text: [more] } as const] : [])];
}
