import type { NativeArguments } from '../value/brand.ts';
import type { Value } from '../value/value.ts';
import type { Machine } from './machine.ts';

/** How a built-in or a client library's function behaves. */
export type NativeCall = (machine: Machine, call: NativeArguments) => Value;
