import { formatError, isInputError } from '../../src/cli/format-error.ts';
import { inputErrorsOf } from '../../src/load/throw-input-errors.ts';
import { createPalette } from '../../src/report/index.ts';

const plain = createPalette(false);
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|\p{Default_Ignorable_Code_Point}/u;

/**
 * How an input ends that is refused: in errors that the reader can do something about, which show nothing that a
 * terminal obeys.
 * @throws whatever else was thrown, and where an error says too little
 */
export function refused(error: unknown): 'input-error' {
  if (!isInputError(error)) throw error;
  const shown = formatError(error, plain);
  if (invisible.test(shown.replaceAll('\n', ''))) throw new Error(`an error shows what is invisible: ${shown}`);
  for (const { what, next } of inputErrorsOf(error)) {
    if (what === '' || next === undefined) throw new Error(`an error does not say what to do: ${what}`);
  }
  return 'input-error';
}
