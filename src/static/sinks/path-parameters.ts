import type { ts } from 'ts-morph';
import type { KindRules } from '../contract/client-rules.ts';
import type { Machine } from '../machine/machine.ts';
import { textOf } from '../natives/text-of.ts';
import { mapValue } from '../value/choice.ts';
import { concat } from '../value/text.ts';
import { isGap, literal, type Piece, plainText, type Text, unknown, type Value } from '../value/value.ts';
import { readPath } from './client-options.ts';

/** An address whose parameters are filled in as the client does it: with what the options say, or with a gap. */
export function withPathParameters(
  m: Machine,
  { pathParameters }: KindRules,
  url: Value,
  options: readonly Value[],
  node: ts.Node,
): Value {
  if (pathParameters === undefined) return url;
  const pattern = patterns[pathParameters.style];
  const valueFor = (name: string): Value => {
    for (const object of [...options].reverse()) {
      for (const place of pathParameters.options) {
        const value = readPath(m, object, place === '*' ? name : `${place}.${name}`, node);
        const given = mapValue(value, (single) =>
          single.kind === 'object' ? unknown('unknown-key', node, name) : single,
        );
        if (value.kind !== 'constant' || value.value !== undefined) return textOf(m, given);
      }
    }
    return unknown('unknown-key', node, name);
  };
  return mapValue(url, (single) => (single.kind === 'text' ? filled(single, pattern, valueFor) : single));
}

const patterns = { braces: /\{[^{}/]+\}/, colon: /(?<=\/):[A-Za-z_]\w*/, either: /\{[^{}/]+\}|(?<=\/):[A-Za-z_]\w*/ };

function filled({ pieces }: Text, pattern: RegExp, valueFor: (name: string) => Value): Value {
  return pieces.reduce<Value>((before, piece) => concat(before, filledPiece(piece, pattern, valueFor)), literal(''));
}

function filledPiece(piece: Piece, pattern: RegExp, valueFor: (name: string) => Value): Value {
  const only: Text = { kind: 'text', pieces: [piece] };
  if (isGap(piece)) return only;
  const found = pattern.exec(piece.text);
  if (found === null) return only;
  const part = (text: string): Value => ({ kind: 'text', pieces: text === '' ? [] : [{ ...piece, text }] });
  const value = valueFor(found[0].replace(/[{}:.*;]/g, ''));
  const whole = plainText(value) === '' ? unknown('unknown-key', piece.at) : value;
  const rest = filledPiece({ ...piece, text: piece.text.slice(found.index + found[0].length) }, pattern, valueFor);
  return concat(concat(part(piece.text.slice(0, found.index)), whole), rest);
}
