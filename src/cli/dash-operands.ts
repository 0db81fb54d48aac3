/** No argument of a process can hold this character, so it cannot be anything a reader typed. */
const dash = '\u0000-';

/**
 * The parser loses operands that begin with a dash, and every operand after "--". The lone "-" for stdin becomes a
 * mark that `restoreDashes` takes back; what stands after "--" gets a "./" where it would look like an option,
 * which names the same file, and then "--" is no longer needed.
 */
export function hideDashes(argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  const options = end === -1 ? argv : argv.slice(0, end);
  const operands = end === -1 ? [] : argv.slice(end + 1);
  const hidden = operands.map((operand) => (operand.startsWith('-') && operand !== '-' ? `./${operand}` : operand));
  return [...options, ...hidden].map((argument) => (argument === '-' ? dash : argument));
}

/** Parsed values as they were typed. */
export function restoreDashes<Values extends object>(values: Values): Values {
  const restored = Object.entries(values).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(restore) : restore(value),
  ]);
  return Object.fromEntries(restored);
}

function restore(value: unknown): unknown {
  return value === dash ? '-' : value;
}
