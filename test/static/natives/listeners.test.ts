import { expect, test } from 'vitest';
import { whichCalls } from '../../kit/which-calls.ts';

const both = ['leads', 'lists'];
const node = `import { EventEmitter } from 'node:events'; const bus = new EventEmitter(); let mode = 'a';`;
const target = `const bus = new EventTarget(); let mode = 'a'; const go = () => bus.dispatchEvent(new Event('x'));`;
const turn = `() => { mode = mode === 'a' ? 'b' : 'c'; }`;

// A listener that was taken off, or that goes when it has been called, may not have run.
test.each([
  [
    'off',
    `${node} const f = ${turn}; bus.on('x', f); bus.off('x', f); bus.emit('x'); mode === 'a' ? leads() : lists();`,
  ],
  [
    'removeListener',
    `${node} const f = ${turn}; bus.on('x', f); bus.removeListener('x', f); bus.emit('x'); mode === 'a' ? leads() : lists();`,
  ],
  [
    'removeAllListeners',
    `${node} bus.on('x', ${turn}); bus.removeAllListeners(); bus.emit('x'); mode === 'a' ? leads() : lists();`,
  ],
  [
    'removeAllListeners of an event',
    `${node} bus.on('x', ${turn}); bus.removeAllListeners('x'); bus.emit('x'); mode === 'a' ? leads() : lists();`,
  ],
  ['once', `${node} bus.once('x', ${turn}); bus.emit('x'); bus.emit('x'); mode === 'b' ? leads() : lists();`],
  [
    'prependOnceListener',
    `${node} bus.prependOnceListener('x', ${turn}); bus.emit('x'); bus.emit('x'); mode === 'b' ? leads() : lists();`,
  ],
  [
    'the option once',
    `${target} bus.addEventListener('x', ${turn}, { once: true }); go(); go(); mode === 'b' ? leads() : lists();`,
  ],
  [
    'an option that is not known',
    `${target} bus.addEventListener('x', ${turn}, JSON.parse(process.env.O)); go(); go(); mode === 'b' ? leads() : lists();`,
  ],
  [
    'a signal',
    `${target} const { signal } = new AbortController(); bus.addEventListener('x', ${turn}, { signal }); go(); mode === 'b' ? leads() : lists();`,
  ],
  [
    'removeEventListener',
    `${target} const f = ${turn}; bus.addEventListener('x', f); bus.removeEventListener('x', f); go(); mode === 'a' ? leads() : lists();`,
  ],
])('%s decides nothing', (_name, program) => {
  expect(whichCalls(program)).toEqual(both);
});

test.each([
  ['a listener that stays', `${node} bus.on('x', ${turn}); bus.emit('x'); mode === 'b' ? leads() : lists();`],
  [
    'the first call of one that goes',
    `${node} bus.once('x', ${turn}); bus.emit('x'); mode === 'b' ? leads() : lists();`,
  ],
  [
    'one that is put before another',
    `${node} bus.on('x', () => { mode += 'b'; }); bus.prependListener('x', () => { mode += 'c'; }); bus.emit('x'); mode === 'acb' ? leads() : lists();`,
  ],
  [
    'another one than is taken off',
    `${node} bus.on('x', ${turn}); bus.off('x', () => {}); bus.emit('x'); mode === 'b' ? leads() : lists();`,
  ],
])('%s does what it does', (_name, program) => {
  expect(whichCalls(program)).toEqual(['leads']);
});
