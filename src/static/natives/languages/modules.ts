import type { Machine } from '../../machine/machine.ts';
import type { Value } from '../../value/value.ts';
import { pythonModule } from './python/modules.ts';

/** A module of a language's own library; `undefined` for one that rolefit does not know. */
export function languageModule(m: Machine, specifier: string): Value | undefined {
  const [language, name] = specifier.split(/:(.*)/s, 2);
  return language === 'python' && name !== undefined ? pythonModule(m, name) : undefined;
}
