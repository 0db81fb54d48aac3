import { ts } from 'ts-morph';
import { nativeFunction } from '../heap/objects.ts';
import { awaited } from '../heap/thenable.ts';
import { branchValues } from '../machine/branch.ts';
import type { Machine } from '../machine/machine.ts';
import { anyOf } from '../value/choice.ts';
import { missingValue, undefinedValue, unknown, type Value } from '../value/value.ts';

/** What promises have. */
export const promiseNames = new Set(['then', 'catch', 'finally']);

/**
 * A promise is followed as the value it brings, so every value has `then`, `catch` and `finally` where they are called.
 * Whoever only asks for them may have the value itself.
 */
export function promiseMember(m: Machine, self: Value, key: string, node: ts.Node): Value | undefined {
  const member = promiseNames.has(key) ? methodOf(m, self, key) : undefined;
  return member === undefined || isCallee(node) ? member : anyOf([member, missingValue]);
}

function isCallee(node: ts.Node): boolean {
  return node.parent !== undefined && ts.isCallExpression(node.parent) && node.parent.expression === node;
}

function methodOf(m: Machine, self: Value, key: string): Value | undefined {
  switch (key) {
    case 'then':
      return nativeFunction(m, key, (machine, { args, node }) => {
        const [fulfilled, rejected] = args;
        const done =
          fulfilled === undefined
            ? self
            : machine.call(fulfilled, { self: undefinedValue, args: [self], node, later: true });
        return recovered(machine, awaited(machine, done, node), rejected, node);
      });
    case 'catch':
      return nativeFunction(m, key, (machine, { args: [handler], node }) => recovered(machine, self, handler, node));
    case 'finally':
      return nativeFunction(m, key, (machine, { args, node }) => {
        if (args[0] !== undefined) machine.call(args[0], { self: undefinedValue, args: [], node, later: true });
        return self;
      });
    default:
      return undefined;
  }
}

/** What a promise brings where it may fail, and then goes on with what the handler gives. */
function recovered(m: Machine, self: Value, handler: Value | undefined, node: ts.Node): Value {
  if (handler === undefined) return self;
  const args = [unknown('external-call', node, 'error')];
  const failed = () => m.call(handler, { self: undefinedValue, args, node, later: true });
  const [, result = undefinedValue] = branchValues(m, m.point(node), [() => self, failed]);
  return result === undefinedValue ? self : anyOf([self, result]);
}
