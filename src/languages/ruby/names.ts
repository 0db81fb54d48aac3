import { quote } from '../kit/build.ts';

/** Signs that names of methods end in, as letters that no program has there. */
const signs: Readonly<Record<string, string>> = { '?': '\u0294', '!': '\u01C3', '=': '\u01C2' };

/** A method's name as a member may be called; for an operator `undefined`. */
export function memberName(name: string): string {
  const sign = signs[name.at(-1) ?? ''];
  const whole = sign === undefined ? name : name.slice(0, -1) + sign;
  return whole === 'constructor' || whole === 'prototype' ? `${whole}_` : whole;
}

export function isOperator(name: string): boolean {
  return !/^[\p{L}_]/u.test(name);
}

/** How a member is defined: `name`, or `["+"]`. */
export function definedName(name: string): string {
  return isOperator(name) ? `[${quote(name)}]` : memberName(name);
}

/** The same after what has it. */
export function memberAccess(name: string): string {
  return isOperator(name) ? `[${quote(name)}]` : `.${memberName(name)}`;
}
