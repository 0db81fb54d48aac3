import type { Machine } from '../../machine/machine.ts';
import type { Value } from '../../value/value.ts';
import { pythonModule } from './python/modules.ts';
import { rubyModule } from './ruby/modules.ts';

type LanguageModule = (m: Machine, name: string) => Value | undefined;

/** The libraries that languages bring themselves. */
const libraries: Readonly<Record<string, LanguageModule>> = { python: pythonModule, ruby: rubyModule };

/** A module of a language's own library; `undefined` for one that rolefit does not know. */
export function languageModule(m: Machine, specifier: string): Value | undefined {
  const [language = '', name] = specifier.split(/:(.*)/s, 2);
  const library = Object.hasOwn(libraries, language) ? libraries[language] : undefined;
  return name === undefined ? undefined : library?.(m, name);
}
