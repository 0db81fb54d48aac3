import { InputError, InputErrors } from '../../src/model/input-error.ts';

/** The input errors that an action throws, each as "place: what (next)"; anything else it throws goes on. */
export async function inputErrorsOf(action: () => unknown): Promise<readonly string[]> {
  try {
    await action();
  } catch (error) {
    if (error instanceof InputErrors) return error.errors.map(line);
    if (error instanceof InputError) return [line(error)];
    throw error;
  }
  return [];
}

function line({ at, what, next }: InputError): string {
  const place = [at?.file, at?.line, at?.column].filter((part) => part !== undefined).join(':');
  return `${place}: ${what} (${next})`;
}
