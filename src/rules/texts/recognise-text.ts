import { isHole, type TextPattern } from '../../model/value.ts';
import { knownHosts } from '../marketo-hosts.ts';
import { whenAsked } from '../match/when-asked.ts';
import type { Matcher } from '../match.ts';
import type { RuleSet } from '../rule-set.ts';
import { createPathLooks, gapMark, type MarketoText, type PathLooks, pathCharacters } from './path-looks.ts';
import { pathShapeOf } from './path-shape.ts';

/** Tells texts that look like Marketo's API from others. Total: any text is answered, in bounded time. */
export interface RecogniseText {
  (text: TextPattern): MarketoText | undefined;
  /** Whether a file can hold such a text at all; cheap, and errs on the side of yes. */
  mayHold(source: string): boolean;
}

/** Longer texts are documents: so much of them is looked through. */
const longest = 20_000;
/** A text that is written with escapes may be anything. */
const escapes = /\\[xu]/;

/**
 * Makes the one who recognises Marketo's texts, from the paths of the rules and the hosts that are known.
 * @param extraHosts further hosts that stand for a subscription's, such as a proxy's
 */
export function createRecogniseText(
  rules: RuleSet,
  matcher: Matcher,
  extraHosts: readonly string[] = [],
): RecogniseText {
  const made = whenAsked(() => {
    const shape = pathShapeOf(rules.operations);
    const hosts = [...knownHosts, ...extraHosts.filter((host) => host !== '')].map(escapePattern).join('|');
    return {
      looks: createPathLooks(matcher, shape),
      mark: new RegExp(`${hosts}|\\b(?:${[...shape.starts].join('|')})/|\\.json`, 'i'),
      address: new RegExp(`(?:https?://)?[\\w.:@%<>{}$${gapMark}-]*(?:${hosts})(?::\\d+)?(${pathCharacters}*)`, 'i'),
    };
  });
  const recognise = (pattern: TextPattern): MarketoText | undefined => {
    const text = marked(pattern).slice(0, longest);
    const { mark, address, looks } = made();
    if (!mark.test(text)) return undefined;
    const found = atHost(address.exec(text), looks) ?? looks.path(text) ?? looks.tail(text);
    // What says more than an address, a command or a piece of code, may hold others behind the first.
    return found?.isBase === true && /[\s'"`]/.test(text.trim()) ? { ...found, isBase: false } : found;
  };
  return Object.assign(recognise, { mayHold: (source: string) => made().mark.test(source) || escapes.test(source) });
}

function atHost(found: RegExpExecArray | null, { isBase, show }: PathLooks): MarketoText | undefined {
  if (found === null) return undefined;
  const [address, path = ''] = found;
  const withoutUser = address.replace(/^(https?:\/\/)?[^/]*@/i, '$1');
  return { look: 'sure', shown: show(withoutUser), hasHost: true, isBase: isBase(path) };
}

function marked(pattern: TextPattern): string {
  return pattern.map((piece) => (isHole(piece) ? gapMark : piece)).join('');
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
