import { fragments } from '../grammar/fragment.ts';

/** Loops, jumps and exceptions. */
export const controlFlow = [
  ...fragments('body', 'loop', {
    'over input': [
      'body',
      (p) => {
        const row = p.fresh('row');
        return `for (const ${row} of ${p.library('list')}()) { ${p.child(0, { input: row })} }`;
      },
    ],
    'over a part of input': [
      'body',
      (p) => {
        const row = p.fresh('row');
        return `for (const ${row} of ${p.input()}.items ?? []) { ${p.child(0, { input: row })} }`;
      },
    ],
    'over keys of input': ['body', (p) => `for (const key in ${p.input()}) if (key === 'mode') { ${p.child(0)} }`],
    'over functions': [
      'body body',
      (p) => `for (const f of [() => { ${p.inFunction(0)} }, () => { ${p.inFunction(1)} }]) f();`,
    ],
    'each of input': ['body', (p) => `${p.input()}.rows?.forEach((row) => { ${p.inFunction(0, 'row')} });`],
    'until the mode is another': [
      'mode body',
      (p) => {
        const round = p.fresh('round');
        return `for (let ${round} = 0; ${p.child(0)} !== 'run' && ${round} < 3; ${round} += 1) { ${p.child(1)} }`;
      },
    ],
    'first round differs': [
      'body body',
      (p) => {
        const first = p.fresh('first');
        return `let ${first} = true; for (const _ of ${p.library('list')}()) { if (${first}) { ${first} = false; ${p.child(0)} } else { ${p.child(1)} } }`;
      },
    ],
    'pages until there are no more': [
      'body body',
      (p) => {
        const page = p.fresh('page');
        return p.waiting(
          () =>
            `for (;;) { const ${page} = await ${p.library('load')}(); ${p.inAsync(0, page)} if (!${page}.more) break; ${p.inAsync(1, page)} }`,
        );
      },
    ],
    'do while': [
      'body',
      (p) => {
        const left = p.fresh('left');
        return `let ${left} = 2; do { ${left} -= 1; ${p.child(0)} } while (${left} > 0);`;
      },
    ],
    labelled: [
      'mode body body',
      (p) => {
        const label = p.fresh('outer');
        return `${label}: for (const x of [1, 2]) { for (const y of ${p.library('list')}()) { if (y.mode === ${p.child(0)}) continue ${label}; ${p.child(1)} if (x > 1) break ${label}; } ${p.child(2)} }`;
      },
    ],
    'labelled block': [
      'mode body body',
      (p) => {
        const label = p.fresh('block');
        return `${label}: { if (${p.child(0)} === 'run') break ${label}; ${p.child(1)} } ${p.child(2)}`;
      },
    ],
    'continue on a mode': [
      'mode body',
      (p) => `for (const _ of [1, 2]) { if (${p.child(0)} === '${p.anyWord()}') continue; ${p.child(1)} }`,
    ],
    'left when found': [
      'body body',
      (p) => {
        const found = p.fresh('found');
        return `let ${found} = false; for (const row of ${p.library('list')}()) { if (row.mode === 'run') { ${found} = true; break; } } if (${found}) { ${p.child(0)} } else { ${p.child(1)} }`;
      },
    ],
    'counted from input': [
      'body',
      (p) => {
        const count = p.fresh('count');
        return `let ${count} = 0; for (const _ of ${p.library('list')}()) ${count} += 1; if (${count} > 1) { ${p.child(0)} }`;
      },
    ],
    'put together from input': [
      'body',
      (p) => {
        const jobs = p.fresh('jobs');
        return `const ${jobs} = []; if (${p.input()}.more) ${jobs}.push(() => { ${p.inFunction(0)} }); ${jobs}.forEach((job) => job());`;
      },
    ],
  }),
  ...fragments('body', 'exception', {
    'caught from the package': [
      'body body',
      (p) => `try { ${p.library('risky')}(); ${p.child(0)} } catch { ${p.child(1)} }`,
    ],
    'caught from a wait': [
      'body body',
      (p) => p.waiting(() => `try { await ${p.library('wait')}(); ${p.inAsync(0)} } catch { ${p.inAsync(1)} }`),
    ],
    'thrown here': [
      'body body',
      (p) => `try { ${p.child(0)} throw new Error('run'); } catch (error) { ${p.child(1)} }`,
    ],
    'thrown on a mode': [
      'mode body body',
      (p) => `try { if (${p.child(0)} === 'run') throw new Error('run'); ${p.child(1)} } catch { ${p.child(2)} }`,
    ],
    'told by its message': [
      'mode body',
      (p) => `try { throw new Error(${p.child(0)}); } catch (error) { if (error.message === 'run') { ${p.child(1)} } }`,
    ],
    'told by what the package threw': [
      'body body',
      (p) =>
        `try { ${p.library('risky')}(); } catch (error) { if (error.code === 'run') { ${p.child(0)} } else { ${p.child(1)} } }`,
    ],
    finally: ['body body', (p) => `try { ${p.library('risky')}(); ${p.child(0)} } finally { ${p.child(1)} }`],
    'return through finally': [
      'mode body body',
      (p) => {
        const name = p.fresh('f');
        return `const ${name} = () => { try { if (${p.inFunction(0)} === 'run') return; ${p.inFunction(1)} } finally { ${p.inFunction(2)} } }; ${name}();`;
      },
    ],
    'finally that decides': [
      'body',
      (p) => {
        const name = p.fresh('f');
        return `const ${name} = () => { try { throw new Error('no'); } finally { return 'run'; } }; if (${name}() === 'run') { ${p.child(0)} }`;
      },
    ],
    'written in between': [
      'body body',
      (p) => {
        const step = p.fresh('step');
        return `let ${step} = 'idle'; try { ${p.library('risky')}(); ${step} = 'run'; ${p.library('risky')}(); ${step} = 'done'; } catch { if (${step} === 'run') { ${p.child(0)} } } if (${step} === 'done') { ${p.child(1)} }`;
      },
    ],
    'thrown by input': [
      'body body',
      (p) => `try { ${p.input()}.options.mode.trim(); ${p.child(0)} } catch { ${p.child(1)} }`,
    ],
    'thrown again': [
      'body',
      (p) =>
        `try { try { ${p.library('risky')}(); } catch (error) { throw new Error('again', { cause: error }); } } catch (error) { ${p.child(0)} }`,
    ],
    'catch of a promise': [
      'body body',
      (p) => `${p.library('load')}().then(() => { ${p.inFunction(0)} }).catch(() => { ${p.inFunction(1)} });`,
    ],
    'finally of a promise': [
      'body',
      (p) => `${p.library('load')}().finally(() => { ${p.inFunction(0)} }).catch(() => {});`,
    ],
  }),
];
