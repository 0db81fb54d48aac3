import { evaluate } from './evaluate/index.ts';
import { execute } from './execute/index.ts';
import { call } from './language/call.ts';
import { construct } from './language/construct.ts';
import type { Interpreter } from './machine/machine.ts';
import { load } from './modules/load.ts';
import { runText } from './modules/run-text.ts';
import { nativeMember, setNativeMember } from './natives/index.ts';
import { giveAway } from './opaque/escape.ts';

/** The language, as the machine is given it. */
export const interpreter: Interpreter = {
  ...{ evaluate, execute, call, construct },
  ...{ nativeMember, setNativeMember },
  ...{ load, runText, giveAway },
};
