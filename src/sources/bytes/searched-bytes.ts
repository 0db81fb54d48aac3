import { makeSearchedBytes, type SearchedBytes } from './find-window.ts';
import { makeWasmSearchedBytes } from './wasm-windows.ts';

/**
 * Bytes to read files into, searched by the fastest means that the platform has.
 * @param size of `bytes`
 */
export function searchedBytes(size: number): SearchedBytes {
  return makeWasmSearchedBytes(size) ?? makeSearchedBytes(size);
}
