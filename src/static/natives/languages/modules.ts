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

/**
 * A module of a language's own library; `undefined` for one that rolefit does not know. Of several packages that a class may
 * be in, the one that has it.
 */
export function languageModule(m: Machine, specifier: string): Value | undefined {
  const found = moduleNamesOf(specifier).flatMap((one) => {
    const [language = '', name] = one.split(/:(.*)/s, 2);
    return (name === undefined || !Object.hasOwn(modules, language) ? undefined : modules[language]?.(m, name)) ?? [];
  });
  const last = specifier.split(/[.:]/).at(-1) ?? '';
  return found.find((one) => one.kind === 'object' && one.properties.has(last)) ?? found[0];
}
