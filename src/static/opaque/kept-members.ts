import { ts } from 'ts-morph';
import type { FrameworkKept } from '../contract/framework-rules.ts';
import type { Machine } from '../machine/machine.ts';
import { isMade, type Made } from '../syntax/result-use.ts';
import { writtenNames } from '../syntax/written-names.ts';
import type { Holder } from '../value/value.ts';
import { isNamed, isOf, matchesName } from './framework-rows.ts';
import { isReadWhole } from './whole-program.ts';
import { libraryNamed } from './written-library.ts';

/**
 * Whether a member of an object is one that a framework uses by its name alone, and the program writes that nowhere
 * else: an action that no machine names.
 */
export function isNeverNamed(m: Machine, at: ts.Node | undefined, name: string): boolean {
  if (at === undefined || !ts.isObjectLiteralExpression(at)) return false;
  const row = keptRow(m, at);
  if (row === undefined || row.calls.some((pattern) => matchesName(pattern, name))) return false;
  return isWrittenOnce(m, name) && !writtenNames(m.modules.files).hasAny(row.unless);
}

/** The same of a member of a table that a component has, where its own code is all that names it. */
export function isUnnamedOfComponent(m: Machine, at: ts.Node | undefined, name: string, holder: Holder): boolean {
  if (typeof holder !== 'object' || at === undefined || !ts.isObjectLiteralExpression(at)) return false;
  const table = at.parent;
  if (!ts.isPropertyAssignment(table) || !isTable(at)) return false;
  const members = table.parent.properties.map((one) => one.name?.getText());
  const isSaid = m.sinks.frameworks.some(
    (rules) =>
      rules.named.some(
        ({ tables, beside }) => tables.includes(table.name.getText()) && beside.some((one) => members.includes(one)),
      ) && isOf(rules, holder),
  );
  return isSaid && !members.includes(undefined) && isWrittenOnce(m, name);
}

function isWrittenOnce(m: Machine, name: string): boolean {
  const names = writtenNames(m.modules.files);
  return names.times(name) <= 1 && !names.callsAnyName && isReadWhole(m);
}

/** Whether what an expression gives becomes such a member. */
export function isKeptUnnamed(m: Machine, node: ts.Expression): boolean {
  const { parent } = node;
  if (!ts.isPropertyAssignment(parent) || !(ts.isIdentifier(parent.name) || ts.isStringLiteralLike(parent.name)))
    return false;
  return isNeverNamed(m, parent.parent, parent.name.text);
}

function keptRow(m: Machine, table: ts.ObjectLiteralExpression): FrameworkKept | undefined {
  const { parent } = table;
  const isInside = ts.isPropertyAssignment(parent);
  const argument = isInside ? parent.parent : table;
  const key = isInside && ts.isIdentifier(parent.name) ? parent.name.text : undefined;
  if (isInside && key === undefined) return undefined;
  const call = argument.parent;
  if (!isMade(call) || call.expression === argument || !isTable(table)) return undefined;
  const rows = m.sinks.frameworks.filter(({ kept }) => kept.length > 0);
  const library = rows.length === 0 ? undefined : libraryNamed(m, call.expression);
  if (library === undefined) return undefined;
  return rows
    .filter((rules) => isOf(rules, library))
    .flatMap(({ kept }) => kept)
    .find((row) => row.key === key && isNamed(row.given, library) && isArgument(call, argument, row.argument));
}

function isArgument(call: Made, node: ts.Expression, index: number): boolean {
  const args = call.arguments ?? [];
  return args[index] === node && !args.slice(0, index).some(ts.isSpreadElement);
}

/** Names that are made as the program runs may be any. */
function isTable({ properties }: ts.ObjectLiteralExpression): boolean {
  return properties.every(({ name }) => name !== undefined && !ts.isComputedPropertyName(name));
}
