import { InputError, InputErrors } from '../model/input-error.ts';

/** The errors that a reader can fix; anything else is a bug and goes on. */
export function inputErrorsOf(reason: unknown): readonly InputError[] {
  if (reason instanceof InputErrors) return reason.errors;
  if (reason instanceof InputError) return [reason];
  throw reason;
}

/** Throws several errors as one, so that no broken file hides another. */
export function throwInputErrors(errors: readonly InputError[]): never {
  throw new InputErrors(errors);
}
