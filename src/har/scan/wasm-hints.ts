import { ascii } from './ascii.ts';
import {
  bytes16,
  type Code,
  either,
  forever,
  get,
  giveBack,
  i32,
  set,
  types,
  type WasmFunction,
  when,
} from './wasm-code.ts';

/** The parameters; where a word can end that began behind the start; what may be a hint, and the bytes and those behind each of them. */
const [at, end, wordEnd, marks, sixteen, next] = [0, 1, 2, 3, 4, 5];

const code = (letter: string): number => letter.charCodeAt(0);
const isPair = (first: number, second: number): Code =>
  bytes16.and(bytes16.equal(get(sixteen), bytes16.all(first)), bytes16.equal(get(next), bytes16.all(second)));
const isAhead = (letter: string, distance: number): Code =>
  i32.equal(i32.byteAt(i32.add(get(at), i32.const(distance))), i32.const(code(letter)));
const isInside = (distance: number): Code => i32.less(i32.add(get(at), i32.const(distance)), get(end));
const digit = i32.subtract(i32.byteAt(i32.add(get(at), i32.const(4))), i32.const(code('2')));

/** Of either kind the first two bytes are known to be there. What lies before the first byte must not be asked for. */
const whenHint = (then: Code): Code => [
  ...when(
    i32.and(isInside(2), i32.and(i32.atLeast(get(at), get(wordEnd)), isAhead('"', 2))),
    when(i32.and(isAhead('s', 0), isAhead('o', -2)), then),
  ),
  ...when(
    i32.and(i32.and(isInside(4), isAhead('u', 1)), i32.and(isAhead('0', 2), isAhead('0', 3))),
    when(i32.less(digit, i32.const(6)), then),
  ),
];

/** `hasHints` of the bytes from one position to another, with sixteen at a step: 1 where there are some, else 0. */
export const hints: WasmFunction = {
  name: 'hints',
  parameters: 2,
  locals: [types.i32, types.i32, types.v128, types.v128],
  body: [
    ...set(wordEnd, i32.add(get(at), i32.const(2))),
    ...forever(
      when(i32.atLeast(get(at), get(end)), giveBack(i32.const(0))),
      set(sixteen, bytes16.load(get(at))),
      set(next, bytes16.load(i32.add(get(at), i32.const(1)))),
      set(marks, bytes16.mask(bytes16.or(isPair(code('s'), ascii.backslash), isPair(ascii.backslash, code('u'))))),
      either(
        i32.isZero(get(marks)),
        [set(at, i32.add(get(at), i32.const(16)))],
        [
          set(at, i32.add(get(at), i32.trailingZeros(get(marks)))),
          whenHint(giveBack(i32.const(1))),
          set(at, i32.add(get(at), i32.const(1))),
        ],
      ),
    ),
  ],
};
