import { moduleNamesOf } from '../../../languages/registry.ts';
import type { Machine } from '../../machine/machine.ts';
import type { Value } from '../../value/value.ts';
import { csharpModule } from './csharp/modules.ts';
import { javaModule } from './java/modules.ts';
import { pythonModule } from './python/modules.ts';

type Module = (m: Machine, name: string) => Value | undefined;

const modules: Readonly<Record<string, Module>> = { python: pythonModule, java: javaModule, csharp: csharpModule };

/** A module of a language's own library; `undefined` for one that rolefit does not know. */
export function languageModule(m: Machine, specifier: string): Value | undefined {
  for (const one of moduleNamesOf(specifier)) {
    const [language = '', name] = one.split(/:(.*)/s, 2);
    const found = name === undefined || !Object.hasOwn(modules, language) ? undefined : modules[language]?.(m, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
