import { expect, test } from 'vitest';
import { anyOf } from '../../../src/static/value/choice.ts';
import { text } from '../../../src/static/value/text.ts';
import { constant, isGap, literal, type Value } from '../../../src/static/value/value.ts';
import { widen } from '../../../src/static/value/widen.ts';

const shown = (value: Value | undefined): string => {
  if (value === undefined) return 'unchanged';
  if (value.kind === 'choice') return value.options.map((option) => shown(option.value)).join(' | ');
  if (value.kind === 'text')
    return value.pieces.map((piece) => (isGap(piece) ? `{${piece.hole}}` : piece.text)).join('');
  return value.kind === 'unknown' ? `{${value.gap.hole}}` : value.kind;
};

test('what stays the same is not widened', () => {
  expect(shown(widen(literal('/a'), literal('/a')))).toBe('unchanged');
  expect(shown(widen(anyOf([literal('/a'), literal('/b')]), literal('/b')))).toBe('unchanged');
});

test('a text that grows keeps the start that it had', () => {
  expect(shown(widen(literal('/a'), literal('/a/b')))).toBe('/a{too-many-values}');
  expect(shown(widen(text([...literal('/a').pieces, ...literal('/b').pieces]), literal('/c')))).toBe(
    '{too-many-values}',
  );
});

test('a number that grows is any number', () => {
  expect(shown(widen(constant(1), constant(2)))).toBe('{unknown-key}');
});

test('alternatives that do not grow stay', () => {
  const after = anyOf([literal('/x'), literal('/a/b')]);
  expect(shown(widen(anyOf([literal('/x'), literal('/a')]), after))).toBe('/x | /a{too-many-values}');
});

test('of several starts the longest is kept, wherever it stands', () => {
  const long = text([...literal('/a').pieces, { hole: 'parameter', name: 'id', at: undefined }]);
  const after = text([...long.pieces, ...literal('/b').pieces]);
  for (const before of [
    [literal('/a'), long, literal('/x')],
    [long, literal('/x'), literal('/a')],
  ]) {
    expect(shown(widen(anyOf(before), after))).toBe('/a{parameter}{too-many-values}');
  }
});
