import { ascii } from './ascii.ts';
import {
  bytes16,
  type Code,
  forever,
  get,
  giveBack,
  i32,
  i64,
  set,
  types,
  type WasmFunction,
  when,
} from './wasm-code.ts';

/** A step looks at so many bytes at once. */
export const block = 64;

/** The locals of `skip`: its two parameters, sets of bytes in the block as bits, and the bytes themselves. */
const [at, end, isEscaped, slashes, starts, evens, escaping, escaped, stops, bytes] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const quarters = [0, 1, 2, 3];

/** The bytes of the block for which a comparison holds. */
function bytesThat(holds: (sixteen: Code) => Code): Code {
  const masks = quarters.map((quarter) => {
    const mask = i64.of32(bytes16.mask(holds(get(bytes + quarter))));
    return quarter === 0 ? mask : i64.shiftLeft(mask, i64.const(BigInt(16 * quarter)));
  });
  return masks.reduce(i64.or);
}

const isSlash = (sixteen: Code): Code => bytes16.equal(sixteen, bytes16.all(ascii.backslash));
const isStop = (sixteen: Code): Code =>
  bytes16.or(bytes16.equal(sixteen, bytes16.all(ascii.quote)), bytes16.less(sixteen, bytes16.all(ascii.space)));

const without = (some: Code, others: Code): Code => i64.and(some, i64.not(others));
const behind = (some: Code): Code => i64.shiftLeft(some, i64.const(1n));
const onEven = i64.const(0x5555_5555_5555_5555n);
const onOdd = i64.const(-0x5555_5555_5555_5556n);
const firstStop = i32.add(get(at), i32.of64(i64.trailingZeros(get(stops))));
const left = i32.subtract(get(end), get(at));

/**
 * The loop of `skipString`, with a block at a step. Of a run of backslashes every second one is escaped by the one
 * before it. A run to which its own first bit is added is carried away; so the runs from even places are told from the
 * others, and in each it is known which of them escape the byte behind.
 */
const skipBody = forever(
  when(i32.atLeast(get(at), get(end)), giveBack(i32.add(get(end), i32.of64(get(isEscaped))))),
  ...quarters.map((quarter) => set(bytes + quarter, bytes16.load(i32.add(get(at), i32.const(16 * quarter))))),
  set(slashes, without(bytesThat(isSlash), get(isEscaped))),
  set(starts, without(get(slashes), behind(get(slashes)))),
  set(evens, without(get(slashes), i64.add(get(slashes), i64.and(get(starts), onEven)))),
  set(escaping, i64.or(i64.and(get(evens), onEven), i64.and(without(get(slashes), get(evens)), onOdd))),
  set(escaped, i64.or(behind(get(escaping)), get(isEscaped))),
  set(stops, without(bytesThat(isStop), get(escaped))),
  // What lies behind the end is only looked at because a block has no other size.
  when(i32.and(i64.differ(get(stops), i64.const(0n)), i32.less(firstStop, get(end))), giveBack(firstStop)),
  when(
    i32.less(left, i32.const(block)),
    giveBack(i32.add(get(end), i32.of64(i64.and(i64.shiftRight(get(escaped), i64.of32(left)), i64.const(1n))))),
  ),
  set(at, i32.add(get(at), i32.const(block))),
  set(isEscaped, i64.shiftRight(get(escaping), i64.const(63n))),
);

/** `skipString`. */
export const skip: WasmFunction = {
  name: 'skip',
  parameters: 2,
  locals: [...Array<number>(7).fill(types.i64), ...quarters.map(() => types.v128)],
  body: skipBody,
};
