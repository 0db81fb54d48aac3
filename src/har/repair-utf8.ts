import { isUtf8 } from 'node:buffer';

/**
 * Gives the same bytes, with every sequence that is not UTF-8 replaced by U+FFFD: one producer's binary body is no
 * reason to lose the file. Valid chunks, nearly always all of them, pass without a copy.
 */
export async function* repairUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const lossy = new TextDecoder('utf-8', { ignoreBOM: true });
  const encoder = new TextEncoder();
  let carried: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    const bytes = carried.length === 0 ? chunk : Buffer.concat([carried, chunk]);
    const end = endOfWholeCharacters(bytes);
    carried = bytes.slice(end);
    const whole = bytes.subarray(0, end);
    if (whole.length > 0) yield isUtf8(whole) ? whole : encoder.encode(lossy.decode(whole));
  }
  // Half a character at the very end is left as it is: the text is cut off there, and offsets stay those of the file.
  if (carried.length > 0) yield carried;
}

/** Where a character starts that goes on in the next chunk; the length when none does. */
function endOfWholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return back < sequenceLength(byte) ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function sequenceLength(lead: number): number {
  return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
}
