/** Instructions of WebAssembly, as bytes. An expression leaves one value; a statement none. */
export type Code = readonly number[];

const simd = 0xfd;
/** No alignment is promised, and nothing is added to the address. */
const anywhere: Code = [0, 0];
const nothing = 0x40;

/** The types of values, as bytes. */
export const types = { i32: 0x7f, i64: 0x7e, v128: 0x7b } as const;

/** Integers of 32 bits: positions, and what is either true or false. */
export const i32 = {
  const: (value: number): Code => [0x41, ...signed(BigInt(value))],
  less: both(0x49),
  atLeast: both(0x4f),
  add: both(0x6a),
  subtract: both(0x6b),
  and: both(0x71),
  isZero: one(0x45),
  equal: both(0x46),
  trailingZeros: one(0x68),
  /** The byte at a position. */
  byteAt: (address: Code): Code => [...address, 0x2d, ...anywhere],
  /** The lesser of two; each is computed twice, which a local does not mind. */
  least: (left: Code, right: Code): Code => [...left, ...right, ...i32.less(left, right), 0x1b],
  /** The lower half of 64 bits. */
  of64: one(0xa7),
} as const;

/** Integers of 64 bits: one bit for each byte of a block. */
export const i64 = {
  const: (value: bigint): Code => [0x42, ...signed(value)],
  differ: both(0x52),
  trailingZeros: one(0x7a),
  add: both(0x7c),
  and: both(0x83),
  or: both(0x84),
  shiftLeft: both(0x86),
  shiftRight: both(0x88),
  not: (value: Code): Code => both(0x85)(value, i64.const(-1n)),
  of32: one(0xad),
} as const;

/** Sixteen bytes at once. */
export const bytes16 = {
  load: (address: Code): Code => [...address, simd, 0x00, ...anywhere],
  all: (byte: number): Code => [...i32.const(byte), simd, 0x0f],
  equal: both(simd, 0x23),
  differ: both(simd, 0x24),
  less: both(simd, 0x26),
  and: both(simd, 0x4e),
  or: both(simd, 0x50),
  store: (address: Code, value: Code): Code => [...address, ...value, simd, 0x0b, ...anywhere],
  /** A bit for each byte whose comparison held. */
  mask: one(simd, 0x64),
} as const;

export const get = (local: number): Code => [0x20, local];
export const set = (local: number, value: Code): Code => [...value, 0x21, local];
export const giveBack = (value: Code): Code => [...value, 0x0f];
export const when = (condition: Code, ...then: readonly Code[]): Code => [
  ...condition,
  ...[0x04, nothing, ...then.flat(), 0x0b],
];
export const either = (condition: Code, then: readonly Code[], otherwise: readonly Code[]): Code => [
  ...condition,
  ...[0x04, nothing, ...then.flat(), 0x05, ...otherwise.flat(), 0x0b],
];
/** What another function of the module gives back, by its number. */
export const call = (index: number, ...values: readonly Code[]): Code => [...values.flat(), 0x10, index];
/** Repeats for ever; only `giveBack` leads out. */
export const forever = (...body: readonly Code[]): Code => [0x03, nothing, ...body.flat(), 0x0c, 0, 0x0b, 0x00];

/** A function from integers of 32 bits to one; more locals are given by their types, and numbered behind the parameters. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: number;
  readonly locals: readonly number[];
  readonly body: Code;
}

/** A module of functions and one memory of so many pages, of 64 KB each, that never grows. */
export function assemble(functions: readonly WasmFunction[], pages: number): Uint8Array<ArrayBuffer> {
  const size = unsigned(pages);
  const signatures = functions.map(({ parameters }) => [
    0x60,
    ...list(Array(parameters).fill([types.i32])),
    1,
    types.i32,
  ]);
  const names = functions.map(({ name }, index) => [...text(name), 0, index]);
  const bodies = functions.map(({ locals, body }) => sized([...list(locals.map((type) => [1, type])), ...body, 0x0b]));
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[1, ...sized(list(signatures))],
    ...[3, ...sized(list(functions.map((_, index) => [index])))],
    ...[5, ...sized(list([[1, ...size, ...size]]))],
    ...[7, ...sized(list([[...text('memory'), 2, 0], ...names]))],
    ...[10, ...sized(list(bodies))],
  ]);
}

function both(...operation: Code): (left: Code, right: Code) => Code {
  return (left, right) => [...left, ...right, ...operation];
}

function one(...operation: Code): (value: Code) => Code {
  return (value) => [...value, ...operation];
}

const list = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const sized = (content: Code): Code => [...unsigned(content.length), ...content];
const text = (name: string): Code => sized([...Buffer.from(name)]);

/** LEB128: seven bits to a byte, the lowest first, and a mark on every byte but the last. */
function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

/** The same with a sign, which the last byte's second bit is a copy of. */
function signed(value: bigint): Code {
  const low = Number(value & 0x7fn);
  const isLast = value >= -64n && value < 64n;
  return isLast ? [low] : [low | 0x80, ...signed(value >> 7n)];
}
