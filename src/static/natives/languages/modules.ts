import type { Machine } from '../../machine/machine.ts';
import type { Value } from '../../value/value.ts';
import { goModule } from './go/modules.ts';
import { pythonModule } from './python/modules.ts';

/** What a language brings itself, by the name of a module. */
const modules: Readonly<Record<string, (m: Machine, name: string) => Value | undefined>> = {
  python: pythonModule,
  go: goModule,
};

/** A module of a language's own library; `undefined` for one that rolefit does not know. */
export function languageModule(m: Machine, specifier: string): Value | undefined {
  const [language = '', name] = specifier.split(/:(.*)/s, 2);
  return name === undefined || !Object.hasOwn(modules, language) ? undefined : modules[language]?.(m, name);
}
