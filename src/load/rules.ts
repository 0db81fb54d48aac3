import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, InputErrors } from '../model/input-error.ts';
import { compareText } from '../model/location.ts';
import type { PermissionGraph } from '../model/permission-graph.ts';
import { type AbilitySource, compileRules, type RuleSource } from '../rules/index.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import { abilitiesSchema, rulesSchema } from '../schema/index.ts';
import { packageRoot } from './package-root.ts';
import { readJson } from './read-json.ts';
import { placesWhereNeeded, validate } from './validate.ts';

const row = /^\/operations\/\d+/;
const abilityRow = /^\/abilities\/\d+/;

/**
 * Reads the rules and compiles them: those that ship with rolefit and their abilities, or those of the given folder.
 * @throws InputError or InputErrors with every broken row of every file.
 */
export async function loadRules(permissions: PermissionGraph, folder?: string): Promise<RuleSet> {
  if (folder !== undefined) return compileRules(await loadRuleFiles(folder), permissions);
  const [files, abilities] = await Promise.all([loadRuleFiles(), loadAbilities()]);
  return compileRules(files, permissions, abilities);
}

/**
 * Reads what the operations let one do, in words: the file that ships with rolefit, or the given one.
 * @throws InputError or InputErrors with every broken row.
 */
export async function loadAbilities(file?: string): Promise<AbilitySource> {
  const label = file ?? 'rules/abilities.json';
  const json = await readJson(file ?? join(packageRoot(), label), label);
  const { abilities } = await validate(abilitiesSchema, json, abilityRow);
  return { file: label, abilities, locate: await placesWhereNeeded(abilitiesSchema, json, label) };
}

/**
 * Reads and validates the rule files, not compiled yet: what `lintRules` looks at.
 * @throws InputError or InputErrors with every broken row of every file.
 */
export async function loadRuleFiles(folder?: string): Promise<readonly RuleSource[]> {
  const root = folder ?? join(packageRoot(), 'rules', 'operations');
  const label = folder ?? 'rules/operations';
  const names = (await listFolder(root, label)).filter((name) => name.endsWith('.json')).toSorted(compareText);
  if (names.length === 0) {
    throw new InputError('the folder has no rule files', {
      at: { file: label },
      next: 'pass a folder of <area>.json files',
    });
  }
  const results = await Promise.allSettled(names.map((name) => loadRuleFile(join(root, name), `${label}/${name}`)));
  const errors = results.flatMap((result) => (result.status === 'rejected' ? inputErrorsOf(result.reason) : []));
  if (errors.length > 0) throw new InputErrors(errors);
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

async function loadRuleFile(path: string, label: string): Promise<RuleSource> {
  const json = await readJson(path, label);
  const rules = await validate(rulesSchema, json, row);
  return { file: label, rules, locate: await placesWhereNeeded(rulesSchema, json, label) };
}

async function listFolder(root: string, label: string): Promise<readonly string[]> {
  try {
    return await readdir(root);
  } catch (cause) {
    throw new InputError('the folder of the rules cannot be read', {
      at: { file: label },
      next: 'check the path',
      cause,
    });
  }
}

/** The errors that a reader can fix; anything else is a bug and goes on. */
function inputErrorsOf(reason: unknown): readonly InputError[] {
  if (reason instanceof InputErrors) return reason.errors;
  if (reason instanceof InputError) return [reason];
  throw reason;
}
