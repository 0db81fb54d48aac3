/**
 * The value of a header in a list of names and values one after the other; empty where there is none. Node makes an object of
 * them only when somebody asks for it, which few programs do.
 */
export function rawHeader(list: readonly unknown[], name: string): string {
  for (let at = 0; at + 1 < list.length; at += 2) {
    const own = list[at];
    // Comparing lengths first spares most of them a copy in lower case.
    const length = own instanceof Uint8Array || typeof own === 'string' ? own.length : 0;
    if (length === name.length && String(own).toLowerCase() === name) return String(list[at + 1]);
  }
  return '';
}
