import { fragments } from '../grammar/fragment.ts';

/** Expressions whose value is one of the modes, or something unknown. */
export const modeFragments = [
  ...fragments('mode', 'known mode', {
    literal: ['', () => `'idle'`],
    'local constant': ['', (p) => `['done', 'idle'][${p.pick([1, 0])}]`],
  }),
  ...fragments('mode', 'shared state', {
    cell: ['', (p) => p.writer.cell(p.pick([0, 1]))?.get() ?? `'idle'`, 8],
    'cell, copied': [
      '',
      (p) => {
        const read = p.writer.cell(p.pick([0, 1]))?.get() ?? `'idle'`;
        return `({ mode: ${read} }).mode`;
      },
    ],
  }),
  ...fragments('mode', 'default', {
    'spread over by input': ['', (p) => `({ mode: 'idle', ...${p.input()} }).mode`, 2],
    'spread over by a part of input': ['', (p) => `({ mode: 'idle', ...${p.input()}.body }).mode`],
    'spread under input that is spread': ['', (p) => `({ ...{ mode: 'idle' }, ...(${p.input()}.options ?? {}) }).mode`],
    'of a pattern': ['', (p) => `(({ mode = 'idle' } = {}) => mode)(${p.input()})`],
    'of a parameter': ['', (p) => `((mode = 'idle') => mode)(${p.input()}.mode)`],
    'of nothing': ['', (p) => `(${p.input()}.mode ?? 'idle')`],
    'of what is false': ['', (p) => `(${p.input()}.kind || 'idle')`],
    'of a chain': ['', (p) => `(${p.input()}?.options?.mode ?? ${p.input()}?.mode ?? 'idle')`],
    'assigned over by input': ['', (p) => `Object.assign({ mode: 'idle' }, ${p.input()}).mode`],
    'of a nested pattern': ['', (p) => `(({ body: { mode = 'idle' } = {} }) => mode)(${p.input()})`],
    'rest of a pattern': ['', (p) => `(({ kind, ...rest }) => ({ mode: 'idle', ...rest }).mode)(${p.input()})`],
    'of a loop over keys': [
      '',
      (p) =>
        `((all) => { const known = { mode: 'idle' }; for (const key of Object.keys(all)) known[key] = all[key]; return known.mode; })(${p.input()})`,
    ],
    'of entries': ['', (p) => `Object.fromEntries([['mode', 'idle'], ...Object.entries(${p.input()})]).mode`],
    'assigned where nothing is': [
      '',
      (p) => `((all) => { const known = { ...all }; known.mode ??= 'idle'; return known.mode; })(${p.input()})`,
    ],
  }),
  ...fragments('mode', 'input', {
    property: ['', (p) => `${p.input()}.mode`],
    'of the package': ['', (p) => `${p.library('kind')}()`],
    'of the environment': ['', (p) => `(process.env.${p.pick(['MODE', 'KIND'])} ?? 'idle')`],
    'what the package makes of it': ['mode', (p) => `${p.library('same')}(${p.child(0)})`],
    'of an element': ['', (p) => `(${p.input()}.items?.[0]?.mode ?? 'idle')`],
    'of a text': ['', (p) => `JSON.parse(JSON.stringify({ mode: ${p.input()}.mode ?? 'idle' })).mode`],
  }),
];
