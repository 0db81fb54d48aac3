import { moduleNamesOf } from '../../../languages/registry.ts';
import type { Machine } from '../../machine/machine.ts';
import type { Value } from '../../value/value.ts';
import { csharpModule } from './csharp/modules.ts';
import { goModule } from './go/modules.ts';
import { javaModule } from './java/modules.ts';
import { pythonModule } from './python/modules.ts';
import { rubyModule } from './ruby/modules.ts';

type LanguageModule = (m: Machine, name: string) => Value | undefined;

/** The libraries that languages bring themselves. */
const modules: Readonly<Record<string, LanguageModule>> = {
  python: pythonModule,
  go: goModule,
  ruby: rubyModule,
  java: javaModule,
  csharp: csharpModule,
};

/** A module of a language's own library; `undefined` for one that rolefit does not know. */
export function languageModule(m: Machine, specifier: string): Value | undefined {
  for (const one of moduleNamesOf(specifier)) {
    const [language = '', name] = one.split(/:(.*)/s, 2);
    const found = name === undefined || !Object.hasOwn(modules, language) ? undefined : modules[language]?.(m, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
