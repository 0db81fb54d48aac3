import { symbolicInstance } from '../heap/instances.ts';
import { branchValues } from '../machine/branch.ts';
import type { CallRequest, Machine } from '../machine/machine.ts';
import { anyOf } from '../value/choice.ts';
import type { HeapObject } from '../value/heap-object.ts';
import { type Single, undefinedValue, type Value } from '../value/value.ts';

/** Names that say nothing: half the world's objects have such a method. */
const common = new Set([
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'request',
  'send',
  'call',
  'apply',
  'bind',
  'then',
  'catch',
  'finally',
  'map',
  'filter',
  'push',
  'pop',
  'log',
  'on',
  'once',
  'emit',
  'toString',
  'json',
  'text',
  'set',
  'has',
  'add',
  'run',
  'start',
  'stop',
  'init',
  'close',
  'next',
  'parse',
  'format',
  'use',
  'listen',
  'end',
  'write',
  'read',
  'execute',
  'find',
  'create',
  'update',
  'remove',
  'constructor',
  'forEach',
  'includes',
  'split',
  'join',
  'replace',
  'keys',
  'values',
  'query',
  'resolve',
]);

/**
 * A method called on something that was not followed (a container, a framework's context) may be a method of the
 * program: when few classes or objects have one of that name, they are called, so that no live call is lost.
 */
export function callByName(m: Machine, callee: Single, name: string, request: CallRequest): Value | undefined {
  if (!mayBeMethod(callee, name)) return undefined;
  const candidates = m.methodsNamed(name);
  if (candidates.length === 0) return undefined;
  const ways = candidates.map((owner) => () => m.call(owner.method, { ...request, self: receiver(m, owner.home) }));
  return anyOf(branchValues(m, m.point(request.node), [...ways, () => undefinedValue]).slice(0, ways.length));
}

/** Whether the program may have the method, as far as the receiver and the name tell. */
export function mayBeMethod(callee: Single, name: string): boolean {
  if (callee.kind !== 'unknown' || callee.gap.name?.includes('.') !== true || common.has(name)) return false;
  return callee.gap.hole !== 'environment' && callee.gap.hole !== 'external-module';
}

/** The object a method is found on; for a class, an instance of it. */
function receiver(m: Machine, home: HeapObject): Value {
  return home.brand?.kind === 'class' ? symbolicInstance(m, home) : home;
}
