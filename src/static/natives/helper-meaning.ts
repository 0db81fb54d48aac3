import { awaitingMark } from '../heap/awaiting-mark.ts';
import type { Machine } from '../machine/machine.ts';
import type { NativeCall } from '../machine/native.ts';
import type { HelperShape } from '../syntax/helper-rows.ts';
import { helperShape } from '../syntax/helper-shape.ts';
import type { FunctionBrand, NativeArguments } from '../value/brand.ts';
import { undefinedValue, type Value } from '../value/value.ts';
import {
  asyncIteratorOf,
  driveCall,
  driven,
  drivenFunction,
  machineGenerator,
  regeneratorRuntime,
} from './coroutines.ts';
import { assignAll, forOfHelper, readList, spreadArray, valuesOf } from './helper-values.ts';

/**
 * What a call of a helper gives that a compiler has put into the program: what it means is said here, instead of running
 * how it does that. `undefined` for any other function.
 */
export function helperMeaning(m: Machine, { node }: FunctionBrand, call: NativeArguments): Value | undefined {
  const shape = helperShape(node);
  return shape === undefined ? undefined : meaning(m, shape, call);
}

/** Helpers that are a function of the language in other words. */
const plain: Partial<Readonly<Record<HelperShape['means'], NativeCall>>> = {
  read: readList,
  'spread-array': spreadArray,
  values: valuesOf,
  assign: assignAll,
  'for-of': forOfHelper,
  same: (_m, { args }) => args[0] ?? undefinedValue,
  // What is delegated to is asked itself, whatever the helper puts around it.
  delegate: (_m, { args }) => args[0] ?? undefinedValue,
  'async-values': (m, { args, node }) => asyncIteratorOf(m, args[0] ?? undefinedValue, node),
};

function meaning(m: Machine, shape: HelperShape, call: NativeArguments): Value {
  const same = plain[shape.means];
  if (same !== undefined) return same(m, call);
  const { args, node } = call;
  const arg = (index: number): Value => args[index] ?? undefinedValue;
  switch (shape.means) {
    case 'awaiter':
    case 'async-generator':
      return driveCall(m, { body: arg(shape.body), self: arg(shape.self), list: arg(shape.list), node }, shape.means);
    case 'async-function':
      return drivenFunction(m, arg(0), 'awaiter');
    case 'generator':
      return machineGenerator(m, { self: arg(0), body: arg(1), node }, { form: 'typescript', regions: [] });
    case 'async-generator-object':
      return driven(m, arg(0), 'async-generator', node);
    case 'awaiting-mark':
      return awaitingMark(m, node, arg(0));
    default:
      return regeneratorRuntime(m);
  }
}
