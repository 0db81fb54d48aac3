import { expect, test } from 'vitest';
import {
  anyOf,
  choiceOf,
  combineValues,
  decide,
  foundPart,
  mapValue,
  maxOptions,
  mayBeAbsent,
  optionsOf,
  presentPart,
} from '../../../src/static/value/choice.ts';
import { keyOf } from '../../../src/static/value/key-of.ts';
import { concat } from '../../../src/static/value/text.ts';
import {
  absentValue,
  constant,
  literal,
  missingValue,
  plainText,
  undefinedValue,
  unknown,
  type Value,
} from '../../../src/static/value/value.ts';

const texts = (value: Value) => optionsOf(value).map((option) => plainText(option.value));

test('equal alternatives are one', () => {
  expect(decide('p', [literal('a'), literal('a')])).toEqual(literal('a'));
  expect(texts(anyOf([literal('a'), literal('b'), literal('a')]))).toEqual(['a', 'b']);
});

test('values of one decision meet only their own way', () => {
  const methods = decide('p', [literal('GET'), literal('POST')]);
  const paths = decide('p', [literal('/a'), literal('/b')]);
  expect(texts(concat(methods, paths))).toEqual(['GET/a', 'POST/b']);
  expect(texts(concat(methods, decide('q', [literal('/a'), literal('/b')])))).toHaveLength(4);
});

test('equal alternatives go on in the ways of either', () => {
  const folded = decide('p', [literal('a'), literal('b'), literal('a')]);
  const numbers = decide('p', [literal('1'), literal('2'), literal('3')]);
  expect(texts(concat(folded, numbers))).toEqual(['a1', 'a3', 'b2']);
});

test('equal alternatives of every way are sure', () => {
  const folded = decide('p', [
    decide('q', [literal('a'), literal('b')]),
    decide('q', [literal('a'), literal('c')]),
    decide('q', [literal('a'), literal('d')]),
  ]);
  const known = optionsOf(folded).find(({ value }) => plainText(value) === 'a');
  expect([...(known?.world.keys() ?? [])]).toEqual(['q']);
});

test('mapping keeps the decisions, and drops what contradicts them', () => {
  const value = decide('p', [literal('a'), literal('b')]);
  expect(texts(mapValue(value, () => value))).toEqual(['a', 'b']);
});

test('more alternatives than are followed become what they share', () => {
  const many = choiceOf(
    Array.from({ length: maxOptions + 1 }, (_, index) => optionsOf(literal(`/v1/${index}.json`))).flat(),
  );
  expect(many).toMatchObject({
    kind: 'text',
    pieces: [{ text: '/v1/' }, { hole: 'too-many-values' }, { text: '.json' }],
  });
});

test('pairs are bounded like alternatives', () => {
  const hundred = anyOf(Array.from({ length: 100 }, (_, index) => literal(`/${index}`)));
  expect(optionsOf(combineValues(hundred, hundred, (a, b) => concat(a, b))).length).toBeLessThanOrEqual(maxOptions);
});

test('a place that may be empty, and a lookup that may find nothing', () => {
  const place = decide('p', [literal('a'), absentValue]);
  expect(mayBeAbsent(place)).toBe(true);
  expect(presentPart(absentValue)).toBeUndefined();
  expect(texts(presentPart(place) ?? undefinedValue)).toEqual(['a']);
  expect(texts(foundPart(decide('p', [literal('a'), missingValue])))).toEqual(['a']);
  expect(foundPart(missingValue)).toBe(missingValue);
});

test('keys tell apart what is not the same', () => {
  const values: Value[] = [
    literal('1'),
    constant(1),
    undefinedValue,
    absentValue,
    missingValue,
    constant(null),
    unknown('input', undefined),
    unknown('input', undefined, 'a'),
  ];
  expect(new Set(values.map(keyOf)).size).toBe(values.length);
});
