import type { Method } from '../../src/model/operation.ts';
import type { TextPattern } from '../../src/model/value.ts';
import type { Matcher } from '../../src/rules/match.ts';

/** A string or template that holds a complete Marketo path, and what stands before it on its line. */
const literal =
  /(?<before>.*?)(?<quote>["'`])(?<text>[^"'`\n]*?\/(?:rest|bulk|identity|userservice)\/[^"'`\n]*)\k<quote>/g;
const start = /\/(?:rest|bulk|identity|userservice)\//;
const sourceFile = /\.(?:[cm]?[jt]sx?|vue|svelte)$/;

/**
 * What a plain search finds, the way it is done by hand: literals with a complete path, and a method guessed from the
 * words on the same line. The baseline that following values has to beat.
 */
export function naiveSearch(sources: ReadonlyMap<string, string>, matcher: Matcher): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [file, code] of sources) {
    if (!sourceFile.test(file)) continue;
    for (const line of code.split('\n')) {
      for (const { groups } of withoutComment(line).matchAll(literal)) {
        const match = matcher.match({
          method: guessMethod(line),
          host: undefined,
          path: toPattern(groups?.['text'] ?? ''),
        });
        if (match.kind === 'matched') found.add(match.operation.id);
      }
    }
  }
  return found;
}

/** The expectations in the fixtures' own comments would be the best literals of all. */
function withoutComment(line: string): string {
  return line.replace(/(^|\s)\/\/ .*$/, '').replace(/^\s*\*.*$/, '');
}

function guessMethod(line: string): Method {
  if (/\bdelete\b/i.test(line.replace(/["'`].*?["'`]/g, (text) => (/\//.test(text) ? '' : text)))) return 'DELETE';
  return /post/i.test(line) ? 'POST' : 'GET';
}

function toPattern(text: string): TextPattern {
  const path = text.slice(text.search(start)).replace(/[?#].*$/, '');
  return path
    .split(/(\$\{[^}]*\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece.startsWith('${') ? { reason: 'parameter' } : piece));
}
