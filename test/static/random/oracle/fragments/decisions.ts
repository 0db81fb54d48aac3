import { fragments } from '../grammar/fragment.ts';

/** What a mode decides. */
export const decisions = fragments('body', 'decision', {
  if: ['mode body', (p) => `if (${p.child(0)} === '${p.word()}') { ${p.child(1)} }`, 3],
  'if else': [
    'mode body body',
    (p) => `if (${p.child(0)} === '${p.anyWord()}') { ${p.child(1)} } else { ${p.child(2)} }`,
    2,
  ],
  'unless, and out': [
    'mode body',
    (p) => {
      const name = p.fresh('work');
      const [open, call] = p.place.canAwait ? ['async ', 'await '] : ['', ''];
      return `const ${name} = ${open}() => { if (${p.child(0)} !== '${p.word()}') return; ${p.child(1)} }; ${call}${name}();`;
    },
  ],
  switch: [
    'mode body body body',
    (p) =>
      `switch (${p.child(0)}) { case 'idle': { ${p.child(1)} break; } case 'run': { ${p.child(2)} break; } default: { ${p.child(3)} } }`,
  ],
  'switch with fallthrough': [
    'mode body body',
    (p) =>
      `switch (${p.child(0)}) { case 'done': { ${p.child(1)} } case 'run': { ${p.child(2)} break; } case 'idle': }`,
  ],
  'switch on true': [
    'mode body body',
    (p) => `switch (true) { case ${p.child(0)} === 'run': { ${p.child(1)} break; } default: { ${p.child(2)} } }`,
  ],
  'table of functions': [
    'mode body body',
    (p) => `({ run: () => { ${p.inFunction(1)} }, done: () => { ${p.inFunction(2)} } })[${p.child(0)}]?.();`,
  ],
  'map of functions': ['mode body', (p) => `new Map([['run', () => { ${p.inFunction(1)} }]]).get(${p.child(0)})?.();`],
  and: ['mode body', (p) => `${p.child(0)} === '${p.word()}' && (() => { ${p.inFunction(1)} })();`],
  'chosen function': [
    'mode body body',
    (p) => `(${p.child(0)} === '${p.word()}' ? () => { ${p.inFunction(1)} } : () => { ${p.inFunction(2)} })();`,
  ],
  'in a list': ['mode body', (p) => `if (['run', 'done'].includes(${p.child(0)})) { ${p.child(1)} }`],
  'as a boolean': [
    'mode body',
    (p) => {
      const name = p.fresh('is');
      return `const ${name} = ${p.child(0)} !== 'idle'; if (${name}) { ${p.child(1)} }`;
    },
  ],
  'method of a request': [
    'mode',
    (p) => `fetch(H + '${p.writer.pathWithTwo()}', { method: ${p.child(0)} === '${p.word()}' ? 'POST' : 'GET' });`,
  ],
  'path of a request': [
    'mode',
    (p) => {
      const [first, second] = [p.writer.operation(), p.writer.operation()];
      return `{ const [method, path] = ${p.child(0)} === '${p.word()}' ? ['${first.method}', '${first.path}'] : ['${second.method}', '${second.path}']; fetch(H + path, { method }); }`;
    },
  ],
  'method of a request, set before': [
    'mode',
    (p) => {
      const options = p.fresh('options');
      return `const ${options} = { method: 'GET' }; if (${p.child(0)} === '${p.word()}') ${options}.method = 'POST'; fetch(H + '${p.writer.pathWithTwo()}', ${options});`;
    },
  ],
  'path in a table': [
    'mode',
    (p) => {
      const [first, second] = [p.writer.operation(), p.writer.operation()];
      return `{ const row = { run: { method: '${first.method}', path: '${first.path}' }, idle: { method: '${second.method}', path: '${second.path}' } }[${p.child(0)}]; if (row) fetch(H + row.path, { method: row.method }); }`;
    },
  ],
});
