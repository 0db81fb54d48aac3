import type { ts } from 'ts-morph';
import { defineOwn, entriesOf } from '../heap/objects.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import { anyOf, optionsOf } from '../value/choice.ts';
import { plainText, undefinedValue, unknown, type Value } from '../value/value.ts';
import { jsonValue } from './json-value.ts';
import { valueAt } from './lodash/paths.ts';
import { openModule } from './open-module.ts';

const settingsFile = /(?:^|\/)config\/[^/]+\.json$/;
/** Names for each setting the variable of the environment that overrides it. */
const variablesFile = /\/?custom-environment-variables\.json$/;

/**
 * The package `config` (4.1, "Configuration Files"): settings from the files of a folder `config`, of which the place
 * where the program runs chooses some. Each file that has a setting may be the one that counts.
 */
export function configModule(m: Machine, name: string): Value {
  const made = openModule(m, name, { get, has: (_m, { node }) => unknown('not-text', node) });
  for (const { value, isOfNames } of settings(m)) {
    if (isOfNames || value.kind !== 'object') continue;
    for (const [key, held] of entriesOf(m, value)) if (!made.properties.has(key)) defineOwn(m, made, key, held);
  }
  defineOwn(m, made, 'default', made);
  return made;
}

const get: NativeCall = (m, { args: [path = undefinedValue], node }) => {
  const found = settings(m).flatMap(({ value, isOfNames }) => {
    const held = valueAt(m, value, path, node);
    if (optionsOf(held).every(({ value: single }) => single.kind === 'constant' && single.value === undefined))
      return [];
    return [isOfNames ? variable(held, node) : held];
  });
  return found.length === 0 ? unknown('environment', node, `config.${plainText(path) ?? 'get()'}`) : anyOf(found);
};

function variable(name: Value, node: ts.Node): Value {
  return unknown('environment', node, plainText(name));
}

interface Settings {
  readonly value: Value;
  /** Whether it holds names of variables instead of values. */
  readonly isOfNames: boolean;
}

function settings(m: Machine): Settings[] {
  return [...m.modules.files].flatMap(([path, file]) =>
    settingsFile.test(path) ? [{ value: jsonValue(m, file), isOfNames: variablesFile.test(path) }] : [],
  );
}
