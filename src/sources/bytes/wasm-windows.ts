import type { FindWindow, SearchedBytes } from './find-window.ts';
import { tableLength, windowLength } from './windows.ts';

const pageSize = 64 * 1024;
/** A step looks at so many bytes at once. */
const lanes = 16;
/** So many kinds of literals can be looked for in one file. */
const mostTables = 8;

const op = {
  loop: 0x03,
  if: 0x04,
  end: 0x0b,
  br: 0x0c,
  return: 0x0f,
  select: 0x1b,
  get: 0x20,
  set: 0x21,
  tee: 0x22,
  const: 0x41,
  less: 0x49,
  atLeast: 0x4f,
  trailingZeros: 0x68,
  add: 0x6a,
  simd: 0xfd,
} as const;
const simd = {
  load: 0x00,
  swizzle: 0x0e,
  splat: 0x0f,
  notEqual: 0x24,
  and: 0x4e,
  anyTrue: 0x53,
  bitmask: 0x64,
  shiftRight: 0x6d,
} as const;
const [i32, v128, nothing] = [0x7f, 0x7b, 0x40];

/** The locals of the function: its three parameters, bytes of the file, the groups they fit, and the tables. */
const [at, last, tables, block, groups, lowHalf, firstTable] = [0, 1, 2, 3, 4, 5, 6];

/** Signed LEB128, in the two bytes that every constant here fits in. */
function constant(value: number): number[] {
  return [op.const, (value & 0x7f) | 0x80, value >> 7];
}

function load(address: number, offset: number): number[] {
  return [op.get, address, op.simd, simd.load, 0, offset];
}

/** The groups that the bytes at a place of the window fit, by their low and their high halves. */
function groupsAt(place: number): number[] {
  const [low, high] = [firstTable + place * 2, firstTable + place * 2 + 1];
  return [
    ...[...load(at, place), op.set, block],
    ...[op.get, low, op.get, block, op.get, lowHalf, op.simd, simd.and, op.simd, simd.swizzle],
    ...[op.get, high, op.get, block, ...constant(4), op.simd, simd.shiftRight, op.simd, simd.swizzle],
    ...[op.simd, simd.and],
  ];
}

/** `findWindow`, with 16 bytes at a step. In the comments the same in words. */
const body = [
  ...[...constant(15), op.simd, simd.splat, op.set, lowHalf],
  ...Array.from({ length: windowLength * 2 }, (_, table) => [...load(tables, table * 16), op.set, firstTable + table]),
].flat();
const search = [
  ...[op.loop, nothing],
  // when at >= last: return last
  ...[op.get, at, op.get, last, op.atLeast, op.if, nothing, op.get, last, op.return, op.end],
  // groups = those that fit at every place of the window, for 16 windows
  ...groupsAt(0),
  ...Array.from({ length: windowLength - 1 }, (_, place) => [...groupsAt(place + 1), op.simd, simd.and]).flat(),
  ...[op.set, groups],
  // when there are any: at += the first of them; return the lesser of at and last
  ...[op.get, groups, op.simd, simd.anyTrue, op.if, nothing],
  ...[op.get, at, op.get, groups, ...constant(0), op.simd, simd.splat, op.simd, simd.notEqual, op.simd, simd.bitmask],
  ...[
    op.trailingZeros,
    op.add,
    op.tee,
    at,
    op.get,
    last,
    op.get,
    at,
    op.get,
    last,
    op.less,
    op.select,
    op.return,
    op.end,
  ],
  // at += 16; again
  ...[op.get, at, ...constant(lanes), op.add, op.set, at, op.br, 0, op.end, op.get, last, op.end],
];

/** A module of one memory, as large as said, and the one function: (at, last, tables) → where a window may begin. */
function assemble(pages: number): Uint8Array<ArrayBuffer> {
  const locals = [1, 3 + windowLength * 2, v128];
  const code = sized([...locals, ...body, ...search]);
  const name = (text: string) => sized([...Buffer.from(text)]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 3, i32, i32, i32, 1, i32]),
    ...section(3, [1, 0]),
    ...section(5, [1, 1, pages, pages]),
    ...section(7, [2, ...name('memory'), 2, 0, ...name('find'), 0, 0]),
    ...section(10, [1, ...code]),
  ]);
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...sized(content)];
}

/** Unsigned LEB128 of the length, in two bytes, before the content. */
function sized(content: readonly number[]): number[] {
  return [(content.length & 0x7f) | 0x80, content.length >> 7, ...content];
}

/**
 * Bytes in the memory of a WebAssembly module that searches them, many times as fast as JavaScript does; `undefined`
 * where the platform has none, or none with SIMD.
 *
 * @param size of `bytes`
 */
export function makeWasmSearchedBytes(size: number): SearchedBytes | undefined {
  const { WebAssembly: platform } = globalThis as unknown as { readonly WebAssembly?: WebAssemblyPlatform };
  if (platform === undefined) return undefined;
  try {
    // The last step reads beyond the end; the tables come behind that.
    const tablesStart = Math.ceil((size + lanes + windowLength) / lanes) * lanes;
    const pages = Math.ceil((tablesStart + mostTables * tableLength) / pageSize);
    const { memory, find } = new platform.Instance(new platform.Module(assemble(pages))).exports;
    let used = 0;
    return {
      bytes: Buffer.from(memory.buffer, 0, size),
      finderFor(content): FindWindow {
        if (used === mostTables) throw new RangeError('more tables than there is room for');
        const address = tablesStart + used++ * tableLength;
        new Uint8Array(memory.buffer, address, tableLength).set(content);
        return (from, end) => find(from, end, address);
      },
    };
  } catch {
    return undefined;
  }
}

/** What is used of the platform's own interface, with what the module above exports. */
interface WebAssemblyPlatform {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
  ) => {
    readonly exports: {
      readonly memory: { readonly buffer: ArrayBuffer };
      readonly find: (at: number, last: number, tables: number) => number;
    };
  };
}
