import { quote } from '../words.ts';
import { inCode, mostOpen } from './call-evidence.ts';
import type { FindingKindDefinition } from './definition.ts';

/** Modules that may call Marketo and were not read, each where it is imported. */
export const moduleNotRead: FindingKindDefinition<
  'module-not-read',
  /** `module` as the code writes it; absent where that is no plain path. */
  { readonly module?: string; readonly isPackage: boolean }
> = {
  kind: 'module-not-read',
  severity: 'note',
  title: 'A module that may call Marketo was not read',
  why: 'What it calls is not known; until it is, the role is a lower bound.',
  help: 'Analyse it as well: generate it, pass its folder, or describe it with `--clients`. Until then more may be needed.',
  topics: ['completeness'],
  precision: 'medium',
  risk: 'none',
  about: 'call',
  gate: 'uncertain',
  shownAs: 'finding',
  brief: 'told',
  beginsWithName: false,
  describe: ({ module, isPackage }) => {
    const name = module === undefined ? 'a module' : quote(module);
    return isPackage
      ? `the package ${name} has Marketo's name, and what it calls is not known`
      : `${name} is imported here and is not among the analysed files, so what it calls is not known`;
  },
  subject: ({ module = '' }, file) => [module, file],
  find: ({ inputs, code }) =>
    inputs
      .flatMap(({ missing }) => missing ?? [])
      .slice(0, mostOpen)
      .map(({ name, isPackage, ...place }) => ({
        arguments: { ...(name === undefined ? {} : { module: name }), isPackage },
        ...inCode(place, code),
      })),
  sample: { module: './generated/api.js', isPackage: false },
};
