/**
 * What a helper means that a compiler has put into the program. Its name may be lost: it is known by the words that it
 * uses, since minifiers keep those.
 */
export type HelperShape =
  | {
      readonly means: 'awaiter' | 'async-generator';
      readonly body: number;
      readonly self: number;
      readonly list: number;
    }
  | { readonly means: PlainMeaning };

type PlainMeaning =
  | 'async-function'
  | 'generator'
  | 'regenerator'
  | 'async-generator-object'
  | 'awaiting-mark'
  | 'read'
  | 'spread-array'
  | 'values'
  | 'assign'
  | 'for-of'
  | 'delegate'
  | 'same'
  | 'async-values';

/** What tells one helper from all other functions. */
export interface HelperRow {
  readonly means: HelperShape['means'];
  readonly parameters: readonly number[];
  /** Members and texts that it names, all of them. */
  readonly names: readonly string[];
  /** Others that it may name. Who names anything else does something else as well. */
  readonly mayName: readonly string[];
  /** How many functions of the program it may use. */
  readonly uses: number;
}

const words = (text: string): string[] => text.split(' ');

const notIterable = [
  'Object is not iterable.',
  'Symbol.iterator is not defined.',
  'Invalid attempt to iterate non-iterable instance.\nIn order to be iterable, non-array objects must have a [Symbol.iterator]() method.',
];

/** The helpers of TypeScript, Babel, SWC, esbuild and regenerator, whatever their names. */
export const helperRows: readonly HelperRow[] = [
  {
    means: 'awaiter',
    parameters: [3, 4],
    names: words('next throw then done value apply'),
    mayName: words('resolve'),
    uses: 0,
  },
  {
    means: 'async-function',
    parameters: [1],
    names: words('next throw apply'),
    mayName: words('then done value resolve'),
    uses: 1,
  },
  {
    means: 'generator',
    parameters: [2],
    names: words('label sent trys ops next throw return'),
    mayName: [
      ...words('iterator create prototype call pop push length value done function defineProperty'),
      ...['Generator is already executing.', 'Generator is already executing'],
    ],
    uses: 0,
  },
  {
    means: 'async-generator',
    parameters: [3],
    names: words('next throw return asyncIterator then resolve apply value'),
    mayName: [
      ...words('push shift length prototype create done v catch function for call'),
      ...['Symbol.asyncIterator is not defined.', 'Symbol.'],
    ],
    uses: 3,
  },
  {
    means: 'async-generator-object',
    parameters: [1],
    names: words('next throw return key arg resolve reject then value done'),
    mayName: words('_invoke v k wrapped catch front back function normal'),
    uses: 1,
  },
  {
    means: 'read',
    parameters: [2],
    names: words('iterator next done push value return call'),
    mayName: words('function error undefined @@iterator length'),
    uses: 0,
  },
  {
    means: 'spread-array',
    parameters: [3],
    names: words('concat slice call prototype length'),
    mayName: [],
    uses: 0,
  },
  {
    means: 'values',
    parameters: [1],
    names: words('iterator call length next value done'),
    mayName: ['function', 'number', '@@iterator', ' is not iterable', ...notIterable],
    uses: 1,
  },
  {
    means: 'assign',
    parameters: [0],
    names: words('assign apply length hasOwnProperty call'),
    mayName: words('prototype bind'),
    uses: 1,
  },
  {
    means: 'assign',
    parameters: [1],
    names: words('length forEach getOwnPropertyDescriptors defineProperties defineProperty getOwnPropertyDescriptor'),
    mayName: words('default'),
    uses: 2,
  },
  {
    means: 'assign',
    parameters: [1],
    names: words('length keys getOwnPropertySymbols concat filter getOwnPropertyDescriptor enumerable forEach'),
    mayName: words('function'),
    uses: 1,
  },
  {
    means: 'for-of',
    parameters: [2],
    names: words('s n e f iterator call next done value length return'),
    mayName: [...words('undefined @@iterator number isArray'), ...notIterable],
    uses: 2,
  },
  {
    // A class of the platform is extended as any other one.
    means: 'same',
    parameters: [1],
    names: words('has get set prototype create constructor'),
    mayName: [
      ...words('value enumerable writable configurable function undefined'),
      'Super expression must either be null or a function',
    ],
    uses: 5,
  },
  {
    means: 'delegate',
    parameters: [1, 2],
    names: words('iterator next throw return value done'),
    mayName: words('undefined @@iterator function'),
    uses: 1,
  },
  {
    means: 'delegate',
    parameters: [1],
    names: words('asyncIterator iterator call next throw return value done'),
    mayName: ['Object expected'],
    uses: 3,
  },
  {
    means: 'async-values',
    parameters: [1],
    names: words('asyncIterator iterator call next throw return then done value resolve'),
    mayName: ['function', 'Symbol.asyncIterator is not defined.'],
    uses: 1,
  },
  {
    means: 'async-values',
    parameters: [1],
    names: words('asyncIterator iterator call'),
    mayName: ['undefined', '@@asyncIterator', '@@iterator', 'Object is not async iterable'],
    uses: 1,
  },
  {
    means: 'async-values',
    parameters: [3],
    names: words('asyncIterator iterator call next return then done value resolve'),
    mayName: [],
    uses: 2,
  },
  {
    means: 'regenerator',
    parameters: [0],
    names: words('GeneratorFunction _invoke'),
    mayName: [],
    uses: 6,
  },
];
