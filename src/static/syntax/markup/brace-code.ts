import { codeEnd, isWhole } from './code-end.ts';
import { type CodePlace, type MarkupCode, namesIn } from './code-place.ts';
import type { Stretch } from './script-blocks.ts';

interface Found {
  readonly places: CodePlace[];
  readonly names: string[];
  /** Braces that do not end. */
  failures: number;
}

/** Text with more broken braces is no markup that can be read on. */
const maxFailures = 30;

/**
 * Finds the code in markup where braces hold it, as in Svelte and Astro: `{e}`, `{#each e as x}`, `on:click={f}`,
 * `use:f`, and components.
 * @param outside stretches that are no markup: scripts and the like
 */
export function braceCode(text: string, outside: readonly Stretch[]): MarkupCode {
  const found: Found = { places: [], names: [], failures: 0 };
  const mark =
    /<!--|<style(?=[\s>])|\{|<([A-Z][\w.]*)|(?<=\s)(?:(?:use|transition|in|out|animate):([A-Za-z_][\w.]*)|let:(\w+))/g;
  for (let match = mark.exec(text); match !== null; match = mark.exec(text)) {
    const { index } = match;
    const inside = outside.find(({ start, end }) => index >= start && index < end);
    if (inside !== undefined) mark.lastIndex = inside.end;
    else mark.lastIndex = passed(text, match, mark.lastIndex, found);
    if (found.failures > maxFailures) break;
  }
  return found;
}

/** What follows the mark. */
function passed(text: string, match: RegExpExecArray, next: number, found: Found): number {
  const [written, component, directive, bound] = match;
  if (written === '<!--') return behind(text, '-->', next);
  if (written === '<style') return behind(text, '</style', next);
  if (bound !== undefined) found.names.push(bound);
  const name = component ?? directive;
  if (name !== undefined && namesIn(name).length > 0)
    found.places.push({ start: next - name.length, end: next, kind: 'value' });
  if (written !== '{') return next;
  const end = codeEnd(text, next, '}');
  if (end < 0) {
    found.failures += 1;
    return next;
  }
  addBraces(text, { start: next, end }, found);
  return end + 1;
}

function behind(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at < 0 ? text.length : at + what.length;
}

/** The words at the start of braces that are no part of the code. */
const opening = /^\s*(?:#(?:if|key|await|each)\b|:else\s+if\b|@(?:html|render|const|attach)\b|\.\.\.)/;
/** Braces that only give names: `{:then value}`, `{#snippet row(item)}`. */
const naming = /^\s*(?::then|:catch|#snippet)\b/;

function addBraces(text: string, { start, end }: Stretch, found: Found): void {
  const written = text.slice(start, end);
  if (naming.test(written)) found.names.push(...namesIn(written.replace(naming, '')));
  else {
    const head = opening.exec(written)?.[0] ?? '';
    if (head === '' && /^\s*[#:@/](?![/*])/.test(written)) return;
    const code = codeOf(head.trim(), written.slice(head.length), found);
    const place: CodePlace = { start: start + head.length, end: start + head.length + code.length, kind: 'value' };
    if (code.trim() !== '' && isWhole(code)) found.places.push(place);
  }
}

/** The code of a block; what it calls its values are names of the markup. */
function codeOf(head: string, rest: string, found: Found): string {
  if (head === '#await') {
    const [code = rest, name] = rest.split(/\s(?:then|catch)(?=\s|$)/, 2);
    if (name !== undefined) found.names.push(...namesIn(name));
    return code;
  }
  if (head === '#each') {
    const cut = [...rest.matchAll(/\sas\s/g)].at(-1)?.index;
    if (cut === undefined) return rest;
    // What stands in parentheses is the key.
    found.names.push(...namesIn(rest.slice(cut + 3).split('(', 1)[0] ?? ''));
    return rest.slice(0, cut);
  }
  if (head === '@const') found.names.push(...namesIn(rest.split('=', 1)[0] ?? ''));
  return rest;
}
