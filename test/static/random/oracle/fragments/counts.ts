import { fragments } from '../grammar/fragment.ts';
import type { Printer } from '../grammar/printer.ts';

/** What is asked of a number that comes from outside, as a number, as a text or not at all. */
const questions: Readonly<Record<string, (count: string) => string>> = {
  'a whole number': (count) => `Number.isInteger(Number(${count}))`,
  'a number, as it is': (count) => `Number.isInteger(${count})`,
  'finite when parsed': (count) => `Number.isFinite(parseFloat(${count}))`,
  'not a number': (count) => `Number.isNaN(parseInt(${count}, 10))`,
  'not a number, as anything': (count) => `isNaN(${count})`,
  'of the type of numbers': (count) => `typeof ${count} === 'number'`,
  'of that type when converted': (count) => `typeof Number(${count}) !== 'number'`,
  'of the type of texts': (count) => `typeof ${count} === 'string'`,
  'a sum that is a number': (count) => `typeof (${count} + ${count}) === 'number'`,
  'a sum with one that is a text': (count) => `typeof (${count} + 1) === 'string'`,
  'greater than another one': (count) => `Number(${count}) > 3`,
  'at least': (count) => `Math.max(${count}, 3) === 3`,
  'a bit of it': (count) => `(${count} & 1) === 1`,
  'its truth': (count) => `Number(${count})`,
  'or a default': (count) => `(Number(${count}) || 3) === 3`,
  signed: (count) => `+${count} === 7`,
  rounded: (count) => `Math.round(${count}) === 2`,
  'as a text': (count) => `String(${count}) === '7'`,
  'in a template': (count) => `\`\${${count}}\` === '7'`,
  'with digits alone': (count) => `/^\\d+$/.test(${count})`,
  'of a length': (count) => `String(${count}).length > 2`,
  'among some': (count) => `[7, 0].includes(${count})`,
  'loosely equal': (count) => `${count} == 7`,
  'cut off': (count) => `~~${count} === 7`,
  'counted down': (count) => `Number(${count}) - 1 === 6`,
};

const decided = Object.entries(questions).map(
  ([name, ask]) =>
    [
      name,
      ['body body', (p: Printer) => `if (${ask(`${p.input()}?.count`)}) { ${p.child(0)} } else { ${p.child(1)} }`],
    ] as const,
);

/** What a number from outside decides. */
export const counts = fragments('body', 'count', {
  ...Object.fromEntries(decided),
  'numbers alone': [
    'body',
    (p) => `[${p.input()}?.count].map(Number).filter(Number.isFinite).forEach(() => { ${p.inFunction(0)} });`,
  ],
  'switch on a number': [
    'body body',
    (p) => `switch (Number(${p.input()}?.count)) { case 7: { ${p.child(0)} break; } default: { ${p.child(1)} } }`,
  ],
  'switch on a type': [
    'body body body',
    (p) =>
      `switch (typeof ${p.input()}?.count) { case 'number': { ${p.child(0)} break; } case 'string': { ${p.child(1)} break; } default: { ${p.child(2)} } }`,
  ],
  'so often': ['body', (p) => `for (let left = Number(${p.input()}?.count); left > 5; left -= 1) { ${p.child(0)} }`],
});
