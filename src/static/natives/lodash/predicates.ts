import { mapValue } from '../../value/choice.ts';
import { constant, isAbsent, isMereGaps, isMissing, type Single, undefinedValue, unknown } from '../../value/value.ts';
import type { Functions } from '../open-module.ts';

/** What a value is asked to be. `undefined` where that is not known. */
type Ask = (value: Single) => boolean | undefined;

const callable = new Set(['function', 'class', 'native', 'client']);

/** Whether a value is one of these kinds; of what is not known nothing is. */
function knownAs(test: Ask): Ask {
  return (value) => (value.kind === 'unknown' || isAbsent(value) || isMissing(value) ? undefined : test(value));
}

const isNothing = (value: Single): boolean => value.kind === 'constant' && (value.value ?? undefined) === undefined;

const questions: Readonly<Record<string, Ask>> = {
  isArray: (value) => value.kind === 'object' && value.elements !== undefined,
  isFunction: (value) => value.kind === 'object' && callable.has(value.brand?.kind ?? ''),
  isObject: (value) => value.kind === 'object',
  isString: (value) => (isMereGaps(value) ? undefined : value.kind === 'text'),
  isNumber: (value) => (isMereGaps(value) ? undefined : value.kind === 'constant' && typeof value.value === 'number'),
  isBoolean: (value) => value.kind === 'constant' && typeof value.value === 'boolean',
  isNil: isNothing,
  isNull: (value) => value.kind === 'constant' && value.value === null,
  isUndefined: (value) => value.kind === 'constant' && value.value === undefined,
};

/** Questions of which the answer is not followed. None of them calls anything, or keeps what it is asked about. */
const open =
  `isArguments isArrayBuffer isArrayLike isArrayLikeObject isBuffer isDate isElement isEmpty isEqual isError isFinite
  isInteger isLength isMap isMatch isNaN isNative isObjectLike isPlainObject isRegExp isSafeInteger isSet isSymbol
  isTypedArray isWeakMap isWeakSet hasIn size`.split(/\s+/);

/** Functions of lodash and underscore that tell what a value is. */
export const predicateFunctions: Functions = {
  ...Object.fromEntries(open.map((name) => [name, (_m, { node }) => unknown('not-text', node)] as const)),
  ...Object.fromEntries(
    Object.entries(questions).map(([name, ask]): [string, Functions[string]] => [
      name,
      (_m, { args: [value = undefinedValue], node }) =>
        mapValue(value, (single) => {
          const answer = knownAs(ask)(single);
          return answer === undefined ? unknown('not-text', node) : constant(answer);
        }),
    ]),
  ),
};
