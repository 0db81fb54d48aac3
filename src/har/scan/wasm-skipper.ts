import type { Skipper } from './skip-string.ts';
import { assemble } from './wasm-code.ts';
import { hints } from './wasm-hints.ts';
import { block, skip } from './wasm-skip.ts';
import { lineStart, pass, squeezeInto } from './wasm-structure.ts';

const pageSize = 64 * 1024;

/**
 * A skipper in WebAssembly, several times as fast as the one in JavaScript that it has to agree with; `undefined`
 * where the platform has none, or none with SIMD.
 *
 * @param size of `bytes`
 */
export function makeWasmSkipper(size: number): Skipper | undefined {
  const { WebAssembly: platform } = globalThis as unknown as { readonly WebAssembly?: WebAssemblyPlatform };
  if (platform === undefined) return undefined;
  try {
    // The last step reads, and writes, on behind the end.
    const room = size + block;
    const code = assemble([skip, lineStart, pass, squeezeInto(room), hints], Math.ceil((2 * room) / pageSize));
    const { memory, ...functions } = new platform.Instance(new platform.Module(code)).exports;
    const [bytes, squeezed] = [new Uint8Array(memory.buffer, 0, size), new Uint8Array(memory.buffer, room, size)];
    return { bytes, squeezed, ...functions };
  } catch {
    return undefined;
  }
}

/** What is used of the platform's own interface, with what the module above exports. */
interface WebAssemblyPlatform {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Exports };
}

interface Exports extends Pick<Skipper, 'skip' | 'pass' | 'squeeze' | 'hints'> {
  readonly memory: { readonly buffer: ArrayBuffer };
}
