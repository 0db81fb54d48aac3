import { braceCode } from './brace-code.ts';
import type { MarkupCode } from './code-place.ts';
import { layOut } from './lay-out.ts';
import { type Stretch, scriptBlocks } from './script-blocks.ts';
import { vueCode } from './vue-code.ts';

/** Whether a file holds markup with scripts in it. */
export function isMarkup(path: string): boolean {
  return /\.(?:vue|svelte|astro)$/.test(path);
}

/** The script that a Vue, Svelte or Astro file stands for, with every place where it is in the file. */
export function markupScript(path: string, text: string): string {
  const scripts = [...scriptBlocks(text)];
  if (path.endsWith('.vue')) return layOut(text, scripts, vueCode(text));
  const blocks = path.endsWith('.astro') ? [...frontmatter(text), ...scripts] : scripts;
  return layOut(text, blocks, inOrder(braceCode(text, blocks)));
}

function inOrder({ places, names }: MarkupCode): MarkupCode {
  return { places: [...places].sort((a, b) => a.start - b.start), names };
}

/** What stands between the first two lines of dashes. */
function* frontmatter(text: string): Generator<Stretch> {
  const opening = /^\s*---[^\S\n]*\r?\n/.exec(text)?.[0];
  if (opening === undefined) return;
  const closing = /^---/m;
  const length = text.slice(opening.length).search(closing);
  if (length >= 0) yield { start: opening.length, end: opening.length + length };
}
