/** A number of 32 bits that a text always gives with the same seed, evenly spread. */
export function numberOf(seed: number, text: string): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function digitsOf(seed: number, text: string, length: number): string {
  let digits = '';
  for (let part = 0; digits.length < length; part += 1) {
    digits += numberOf(seed + part, text)
      .toString(16)
      .padStart(8, '0');
  }
  return digits.slice(0, length);
}

/** In the form of a UUID, always the same for a seed and a text. */
export function uuidOf(seed: number, text: string): string {
  const digits = digitsOf(seed, text, 32);
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    '-',
  );
}
