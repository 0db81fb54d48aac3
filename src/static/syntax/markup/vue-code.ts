import { isWhole } from './code-end.ts';
import { type CodePlace, type MarkupCode, namesIn } from './code-place.ts';
import { endOfTag, type Stretch } from './script-blocks.ts';

/** Finds the code in the template of a Vue file: `{{ e }}`, `:x="e"`, `v-if="e"`, `@click="e"`, and components. */
export function vueCode(text: string): MarkupCode {
  const found: Found = { places: [], names: [], capitals: new Set(text.match(/\b[A-Z]\w*/g)) };
  for (const template of templates(text)) scan(text, template, found);
  return found;
}

interface Found {
  readonly places: CodePlace[];
  readonly names: string[];
  /** Words of the file that may name a component. */
  readonly capitals: ReadonlySet<string>;
}

/** The outermost template blocks; another template language says nothing that is looked at. */
function* templates(text: string): Generator<Stretch> {
  const tag = /<!--|<(\/?)(template|script|style)(?=[\s>/])/gi;
  let depth = 0;
  let start = 0;
  for (let match = tag.exec(text); match !== null; match = tag.exec(text)) {
    const [written, slash, name = ''] = match;
    if (written === '<!--') {
      tag.lastIndex = passed(text, '-->', match.index);
      continue;
    }
    const end = endOfTag(text, tag.lastIndex);
    const isTemplate = name.toLowerCase() === 'template';
    if (slash === '' && !isTemplate && depth === 0) tag.lastIndex = passed(text, `</${name}`, end);
    else if (isTemplate && slash === '') {
      if (depth === 0) start = /\slang=(?!["']?html\b)/.test(text.slice(match.index, end)) ? -1 : end;
      if (text[end - 2] !== '/') depth += 1;
    } else if (isTemplate && depth > 0) {
      depth -= 1;
      if (depth === 0 && start >= 0) yield { start, end: match.index };
    }
  }
}

function passed(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at < 0 ? text.length : at + what.length;
}

function scan(text: string, { start, end }: Stretch, found: Found): void {
  const mark = /<!--|\{\{|<([A-Za-z][\w.-]*)/g;
  mark.lastIndex = start;
  for (let match = mark.exec(text); match !== null && match.index < end; match = mark.exec(text)) {
    const [written, name] = match;
    if (written === '<!--') mark.lastIndex = passed(text, '-->', match.index);
    else if (written === '{{') {
      const close = text.indexOf('}}', mark.lastIndex);
      if (close < 0 || close > end) return;
      add(text, found, { start: mark.lastIndex, end: close, kind: 'value' });
      mark.lastIndex = close + 2;
    } else if (name !== undefined) {
      addComponent(found, match.index + 1, name);
      mark.lastIndex = scanAttributes(text, mark.lastIndex, found);
    }
  }
}

/** A component by its name as imported: `<my-child>` is MyChild. */
function addComponent(found: Found, start: number, name: string): void {
  const code = name.replace(/(?:^|-)([a-z])/g, (_all, letter: string) => letter.toUpperCase());
  const isComponent = name.includes('-') ? found.capitals.has(code) : /^[A-Z]/.test(name);
  if (isComponent && namesIn(code).length > 0)
    found.places.push({ start, end: start + name.length, kind: 'value', code });
}

const attribute = /\s*([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?|\s*\/?(>)|\s*./gsy;

/** The end of the tag. */
function scanAttributes(text: string, from: number, found: Found): number {
  attribute.lastIndex = from;
  for (let match = attribute.exec(text); match !== null; match = attribute.exec(text)) {
    const [whole, name, double, single, bare, closing] = match;
    if (closing !== undefined) return attribute.lastIndex;
    const value = double ?? single ?? bare;
    if (name === undefined || value === undefined) continue;
    const end = match.index + whole.length - (bare === undefined ? 1 : 0);
    directive(text, found, name, { start: end - value.length, end });
  }
  return text.length;
}

function directive(text: string, found: Found, name: string, value: Stretch): void {
  const written = text.slice(value.start, value.end);
  if (/^(?:#|v-slot|slot-scope$)/.test(name)) found.names.push(...namesIn(written));
  else if (name === 'v-for') {
    const cut = /\s(?:in|of)\s/.exec(written)?.index;
    found.names.push(...namesIn(written.slice(0, cut ?? 0)));
    const start = cut === undefined ? value.start : value.start + cut + ' in '.length;
    add(text, found, { start, end: value.end, kind: 'value' });
  } else if (/^(?:@|v-on\b)/.test(name)) {
    add(text, found, { ...value, kind: isFunction(written) ? 'value' : 'statements' });
  } else if (/^(?::|\.|v-)/.test(name)) add(text, found, { ...value, kind: 'value' });
}

/** A handler that is a function: its name, or the function itself. Anything else is what one does. */
function isFunction(written: string): boolean {
  const path = /^\s*[\w$.[\]'"]+\s*$/;
  const arrow = /^\s*(?:async\s*)?(?:\([^)]*\)(?:\s*:[^=]+)?|[\w$]+)\s*=>|^\s*(?:async\s+)?function\b/;
  return path.test(written) || arrow.test(written);
}

function add(text: string, found: Found, place: CodePlace): void {
  const written = text.slice(place.start, place.end);
  if (written.trim() !== '' && isWhole(written)) found.places.push(place);
}
