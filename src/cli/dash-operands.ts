/** No argument of a process can hold this character, so what begins with it cannot be anything a reader typed. */
const mark = '\u0000';

/** Commands that run another: what stands after "--" is its own. */
const runners = ['record', 'verify'];

/**
 * The parser loses operands that begin with a dash, and every operand after "--". The lone "-" for stdin becomes a
 * marked text that `restoreDashes` takes back; what stands after "--" gets a "./" where it would look like an option,
 * which names the same file, and then "--" is no longer needed. Of a command that is to be run every word is marked.
 */
export function hideDashes(argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  const options = end === -1 ? argv : argv.slice(0, end);
  const operands = end === -1 ? [] : argv.slice(end + 1);
  if (runners.includes(argv[0] ?? '')) return [...options, ...operands.map((operand) => mark + operand)];
  const hidden = operands.map((operand) => (operand.startsWith('-') && operand !== '-' ? `./${operand}` : operand));
  return [...options, ...hidden].map((argument) => (argument === '-' ? mark + argument : argument));
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
  return typeof value === 'string' && value.startsWith(mark) ? value.slice(mark.length) : value;
}
