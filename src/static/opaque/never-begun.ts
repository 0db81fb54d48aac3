import { ts } from 'ts-morph';
import type { FrameworkBegun, FrameworkRules } from '../contract/framework-rules.ts';
import type { Machine } from '../machine/machine.ts';
import { importOf } from '../syntax/import-of.ts';
import { isMade, methodsCalled, resultUse } from '../syntax/result-use.ts';
import { isTypeOnly, specifiersOf } from '../syntax/units.ts';
import type { Holder } from '../value/value.ts';
import { isModuleOf, isNamed, isOf } from './framework-rows.ts';
import { isReadWhole } from './whole-program.ts';

const known = new WeakMap<Machine, Map<FrameworkBegun, boolean>>();

/** Whether a member of what a framework has is one that nothing calls, since the program never comes so far. */
export function isNotBegun(m: Machine, name: string, holder: Holder): boolean {
  if (typeof holder !== 'object') return false;
  return m.sinks.frameworks.some((rules) => isOf(rules, holder) && isNotBegunBy(m, rules, name));
}

/** The same of what a certain framework has. */
export function isNotBegunBy(m: Machine, rules: FrameworkRules, name: string): boolean {
  return rules.begun.some((row) => row.members.includes(name) && isIdle(m, rules, row));
}

/** Whether all that the program makes of a framework stays where it is made, and nothing more is called of it. */
function isIdle(m: Machine, rules: FrameworkRules, row: FrameworkBegun): boolean {
  const proofs = known.get(m) ?? new Map<FrameworkBegun, boolean>();
  known.set(m, proofs);
  const files = [...m.modules.files.values()];
  const found = proofs.get(row) ?? (isReadWhole(m) && files.every((file) => isIdleIn(rules, row, file)));
  proofs.set(row, found);
  return found;
}

function isIdleIn(rules: FrameworkRules, row: FrameworkBegun, file: ts.SourceFile): boolean {
  const isTheirs = (module: string | undefined) => module === undefined || isModuleOf(rules, module);
  let imports = 0;
  const visit = (node: ts.Node): boolean => {
    if (isTypeOnly(node) || ts.isImportDeclaration(node)) return true;
    const library = ts.isIdentifier(node) && !isName(node) ? importOf(file, node.text) : undefined;
    if (library === undefined || !isModuleOf(rules, library.module))
      return ts.forEachChild(node, (child) => !visit(child)) !== true;
    imports += 1;
    return isIdleUse(row, library.path, node as ts.Identifier);
  };
  const isIdleHere = visit(file);
  // What is loaded in another way was not looked at.
  return isIdleHere && (imports > 0 || !specifiersOf(file).some(isTheirs));
}

/** Whether an imported name is used for what is made of it alone. */
function isIdleUse(row: FrameworkBegun, path: string, node: ts.Identifier): boolean {
  const isWhole = path === '' && ts.isPropertyAccessExpression(node.parent) && node.parent.expression === node;
  const used: ts.Expression = isWhole ? (node.parent as ts.PropertyAccessExpression) : node;
  const name = isWhole ? (node.parent as ts.PropertyAccessExpression).name.text : path;
  if (!isNamed(row.made, { module: '', path: name })) return path !== '' || isWhole;
  const made = used.parent;
  if (!isMade(made) || made.expression !== used) return false;
  return methodsCalled(made)?.every((method) => row.idle.includes(method)) ?? resultUse(made) === 'nothing';
}

/** A name that is declared, or a member's: not a use of the import. */
function isName({ parent, ...node }: ts.Identifier): boolean {
  if (ts.isPropertyAccessExpression(parent)) return parent.name.pos === node.pos;
  return ts.isPropertyAssignment(parent) && parent.name.pos === node.pos;
}
