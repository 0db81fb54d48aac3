import { ts } from 'ts-morph';
import type { FrameworkClass } from '../contract/framework-rules.ts';
import type { Machine } from '../machine/machine.ts';
import { writtenTexts } from '../syntax/written-texts.ts';
import type { HeapObject } from '../value/heap-object.ts';
import type { Holder } from '../value/value.ts';
import { type ClassChain, classChain } from './class-chain.ts';
import { type DecoratorOrigin, decoratorsOf, innerDecorators } from './decorators-of.ts';
import {
  type FrameworkRow,
  isHandedTo,
  isNamed,
  isOf,
  matchesName,
  rowsOfBase,
  rowsOfDecorator,
  rowsOfHolder,
} from './framework-rows.ts';

/** Who has a value, without libraries of which nothing is known. */
export function knownHolder(m: Machine, holder: Holder): Holder {
  const isKnown = typeof holder !== 'object' || m.sinks.frameworks.some((rules) => isOf(rules, holder));
  return isKnown ? holder : undefined;
}

/** What frameworks call of a class and its instances, or of an object, by their own rules: nothing else. */
export interface FrameworkUse {
  /** Equal for equal rules. */
  readonly key: string;
  /** Whether a framework uses the class for its decorators alone, without being handed it. */
  readonly madeByDecorator: boolean;
  /** Whether functions in an object's own fields are called, by any name. */
  readonly callsFields: boolean;
  calls(member: string): boolean;
  callsStatic(member: string): boolean;
}

/**
 * What the code that has an object calls of it, as far as rules/frameworks says. `undefined` where they say nothing:
 * everything public may be called. Where several have it, each is to be asked about.
 * @param object a class of the program, an instance of one, or any other object that it made
 */
export function frameworkUse(m: Machine, object: HeapObject, holder: Holder): FrameworkUse | undefined {
  const { frameworks } = m.sinks;
  if (holder === undefined) return undefined;
  const chain = classChain(m, object);
  const own = ownRows(m, chain);
  if (own === undefined) return undefined;
  const given = holder === 'framework' ? [] : rowsOfHolder(frameworks, holder, chain.classes.length > 0);
  const isTheirs = own.length > 0 && (holder === 'framework' || own.some((row) => isHandedTo(row, holder)));
  return isTheirs || given.length > 0 ? useOf(m, chain, own, given) : undefined;
}

/**
 * What is said of a class for its decorators and its base. `undefined` where one of them is of a library about which
 * nothing is said, or of nobody knows what: that may do with the class whatever it wants.
 */
function ownRows(m: Machine, { classes, base }: ClassChain): FrameworkRow<FrameworkClass>[] | undefined {
  const { frameworks } = m.sinks;
  const found = new Map<string, FrameworkRow<FrameworkClass>>();
  const add = (rows: readonly FrameworkRow<FrameworkClass>[]): boolean => {
    for (const row of rows) found.set(row.key, row);
    return rows.length > 0;
  };
  if (base === 'open' || (base !== undefined && !add(rowsOfBase(frameworks, base)))) return undefined;
  for (const brand of classes) {
    for (const decorator of decoratorsOf(m, brand, brand.node)) {
      if (decorator === 'own') continue;
      if (decorator === undefined || !add(rowsOfDecorator(frameworks, decorator))) return undefined;
    }
    for (const decorator of innerDecorators(m, brand)) {
      if (typeof decorator === 'object') add(rowsOfDecorator(frameworks, decorator));
    }
  }
  return [...found.values()];
}

function useOf(
  m: Machine,
  { classes }: ClassChain,
  own: readonly FrameworkRow<FrameworkClass>[],
  given: readonly FrameworkRow[],
): FrameworkUse {
  const rows: readonly FrameworkRow[] = [...own, ...given];
  const isNamedBy = (names: readonly string[], member: string) => names.some((name) => matchesName(name, member));
  const isDecorated = (member: string, isStatic: boolean) =>
    classes.some((brand) =>
      brand.node.members.some(
        (node) =>
          nameOf(node) === member &&
          isStaticMember(node) === isStatic &&
          decoratorsOf(m, brand, node).some((decorator) => marksMember(decorator, rows, isStatic)),
      ),
    );
  const isWritten = (member: string) => rows.some(({ row }) => row.named) && writtenTexts(m.modules.files).has(member);
  return {
    key: rows.map(({ key }) => key).join(),
    madeByDecorator: own.some(({ row }) => row.made === 'decorated'),
    callsFields: rows.some(({ row }) => row.fields),
    calls: (member) =>
      rows.some(({ row }) => isNamedBy(row.calls, member)) || isDecorated(member, false) || isWritten(member),
    callsStatic: (member) => rows.some(({ row }) => isNamedBy(row.statics, member)) || isDecorated(member, true),
  };
}

/**
 * Whether a decorator makes its member one that is called. One of a library without rules may; one of the program's own
 * may be made of a framework's.
 */
function marksMember(decorator: DecoratorOrigin, rows: readonly FrameworkRow[], isStatic: boolean): boolean {
  if (typeof decorator !== 'object') return true;
  const theirs = rows.filter(({ rules }) => isOf(rules, decorator));
  if (theirs.length === 0) return true;
  return !isStatic && theirs.some(({ row }) => isNamed(row.decorated, decorator));
}

function nameOf({ name }: ts.ClassElement): string | undefined {
  if (name === undefined) return undefined;
  const isPlain = ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name);
  return isPlain || ts.isPrivateIdentifier(name) ? name.text : undefined;
}

function isStaticMember(node: ts.ClassElement): boolean {
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword)
  );
}
