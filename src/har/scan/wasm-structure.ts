import { ascii } from './ascii.ts';
import { longestInline } from './skip-string.ts';
import {
  bytes16,
  call,
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

/** What the functions below call, by its number in the module. */
const functionNumbers = { skip: 0, lineStart: 1 } as const;

/** The parameters of all functions, and the locals of `pass`: what stops it among the next sixteen bytes, where a string would be long, and its end. */
const [at, end, marks, limit, stop, sixteen] = [0, 1, 2, 3, 4, 5];

/** Both kinds of brackets differ in one bit, which is taken as set. */
const isMark = [ascii.openBrace, ascii.closeBrace]
  .map((brace) => bytes16.equal(bytes16.or(get(sixteen), bytes16.all(ascii.space)), bytes16.all(brace)))
  .reduce(bytes16.or, bytes16.equal(get(sixteen), bytes16.all(ascii.quote)));

/** The loop of `passPlain`, with sixteen bytes at a step. */
const passBody = forever(
  when(i32.atLeast(get(at), get(end)), giveBack(get(end))),
  set(sixteen, bytes16.load(get(at))),
  set(marks, bytes16.mask(isMark)),
  either(
    i32.isZero(get(marks)),
    [set(at, i32.add(get(at), i32.const(16)))],
    [
      set(at, i32.add(get(at), i32.trailingZeros(get(marks)))),
      when(i32.atLeast(get(at), get(end)), giveBack(get(end))),
      when(i32.isZero(i32.equal(i32.byteAt(get(at)), i32.const(ascii.quote))), giveBack(get(at))),
      set(limit, i32.add(get(at), i32.const(longestInline + 1))),
      set(limit, i32.least(get(limit), get(end))),
      set(stop, call(functionNumbers.skip, i32.add(get(at), i32.const(1)), get(limit))),
      when(i32.atLeast(get(stop), get(limit)), giveBack(get(at))),
      when(i32.isZero(i32.equal(i32.byteAt(get(stop)), i32.const(ascii.quote))), giveBack(get(at))),
      set(at, i32.add(get(stop), i32.const(1))),
    ],
  ),
);

/** `passPlain`. */
export const pass: WasmFunction = {
  name: 'pass',
  parameters: 2,
  locals: [types.i32, types.i32, types.i32, types.v128],
  body: passBody,
};

/** Where the line's first byte lies that is no blank. */
export const lineStart: WasmFunction = {
  name: 'lineStart',
  parameters: 2,
  locals: [types.i32],
  body: forever(
    when(i32.atLeast(get(at), get(end)), giveBack(get(end))),
    set(marks, bytes16.mask(bytes16.differ(bytes16.load(get(at)), bytes16.all(ascii.space)))),
    when(get(marks), giveBack(i32.least(i32.add(get(at), i32.trailingZeros(get(marks))), get(end)))),
    set(at, i32.add(get(at), i32.const(16))),
  ),
};

/** The local of `squeeze` besides: where it writes to. */
const to = 3;

/** `squeeze` into the memory at an address: copies sixteen bytes at a step, of which those behind a line's end are written over again. */
export function squeezeInto(address: number): WasmFunction {
  const passed = i32.add(i32.trailingZeros(get(marks)), i32.const(1));
  const body = forever(
    when(
      i32.atLeast(get(at), get(end)),
      // As far as the last step went too far, it wrote too much.
      giveBack(i32.subtract(i32.subtract(get(to), i32.const(address)), i32.subtract(get(at), get(end)))),
    ),
    set(sixteen, bytes16.load(get(at))),
    bytes16.store(get(to), get(sixteen)),
    set(marks, bytes16.mask(bytes16.equal(get(sixteen), bytes16.all(ascii.lineFeed)))),
    either(
      i32.isZero(get(marks)),
      [set(at, i32.add(get(at), i32.const(16))), set(to, i32.add(get(to), i32.const(16)))],
      [
        set(to, i32.add(get(to), passed)),
        set(at, i32.add(get(at), passed)),
        when(i32.less(get(at), get(end)), set(at, call(functionNumbers.lineStart, get(at), get(end)))),
      ],
    ),
  );
  const start = set(to, i32.const(address));
  return {
    name: 'squeeze',
    parameters: 2,
    locals: [types.i32, types.i32, types.i32, types.v128],
    body: [...start, ...body],
  };
}
