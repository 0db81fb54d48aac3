import { evaluate } from './evaluate/index.ts';
import { execute } from './execute/index.ts';
import { call } from './machine/call.ts';
import { construct } from './machine/class.ts';
import type { Interpreter } from './machine/machine.ts';

/** The language, as the machine is given it. */
export const interpreter: Interpreter = { evaluate, execute, call, construct };
