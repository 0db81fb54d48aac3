import { fragments } from '../grammar/fragment.ts';
import type { Printer } from '../grammar/printer.ts';

/** Functions that call themselves, one another, or a helper that is used twice. All come to an end. */
export const recursion = fragments('body', 'recursion', {
  'over a list': [
    'body body body',
    (p) => {
      const each = p.fresh('each');
      return `const ${each} = (list) => { if (list.length === 0) { ${p.inFunction(2)} return; } const [head, ...tail] = list; head(); ${each}(tail); }; ${each}([() => { ${p.inFunction(0)} }, () => { ${p.inFunction(1)} }]);`;
    },
  ],
  countdown: [
    'body body',
    (p) => {
      const down = p.fresh('down');
      return `const ${down} = (left) => { if (left === 0) { ${p.inFunction(1)} return; } ${p.inFunction(0)} ${down}(left - 1); }; ${down}(${p.pick([2, 3, 5])});`;
    },
  ],
  'countdown that branches': [
    'body body',
    (p) => {
      const down = p.fresh('down');
      return `function ${down}(left) { if (left > 0) return ${down}(left - 1); if (left === 0) { ${p.inFunction(0)} return ${down}(-1); } ${p.inFunction(1)} } ${down}(2);`;
    },
  ],
  mutual: [
    'body body',
    (p) => {
      const [even, odd] = [p.fresh('even'), p.fresh('odd')];
      return `const ${even} = (n) => { if (n === 0) { ${p.inFunction(0)} } else ${odd}(n - 1); }; const ${odd} = (n) => { if (n === 0) { ${p.inFunction(1)} } else ${even}(n - 1); }; ${even}(${p.pick([3, 4])});`;
    },
  ],
  retry: [
    'body body',
    (p) => {
      const retry = p.fresh('retry');
      return p.waiting(
        () =>
          `const ${retry} = async (task, left) => { try { return await task(); } catch { if (left > 0) return ${retry}(task, left - 1); ${p.inAsync(1)} } }; await ${retry}(async () => { ${p.inAsync(0)} throw new Error('no'); }, 2);`,
      );
    },
  ],
  'retry of what the package does': [
    'body body',
    (p) => {
      const retry = p.fresh('retry');
      return p.waiting(
        () =>
          `const ${retry} = async (task, left = 2) => { try { return await task(); } catch (error) { if (left === 0) throw error; return ${retry}(task, left - 1); } }; try { await ${retry}(() => ${p.library('wait')}()); ${p.inAsync(0)} } catch { ${p.inAsync(1)} }`,
      );
    },
  ],
  'a helper within itself': [
    'body',
    (p) => p.waiting(() => `await ${timed(p)}(() => ${timed(p)}(async () => { ${p.inAsync(0)} }));`),
  ],
  'helpers within one another': [
    'body',
    (p) =>
      p.waiting(() => `await ${retried(p)}(() => ${timed(p)}(() => ${retried(p)}(async () => { ${p.inAsync(0)} })));`),
  ],
  'helper of a helper, given over': [
    'body body',
    (p) =>
      p.waiting(
        () => `await ${timed(p)}(async () => { ${p.inAsync(0)} }); await ${timed(p)}(async () => { ${p.inAsync(1)} });`,
      ),
  ],
  'through a tree': [
    'body body',
    (p) => {
      const walk = p.fresh('walk');
      return `const ${walk} = (node) => { node.run?.(); for (const child of node.children ?? []) ${walk}(child); }; ${walk}({ children: [{ run() { ${p.inFunction(0)} } }, { children: [{ run() { ${p.inFunction(1)} } }] }] });`;
    },
  ],
  'through input': [
    'body',
    (p) => {
      const walk = p.fresh('walk');
      return `const ${walk} = (node, depth) => { if (depth > 2 || !node) return; if (node.mode === 'run') { ${p.inFunction(0, 'node')} } ${walk}(node.body, depth + 1); }; ${walk}(${p.input()}, 0);`;
    },
  ],
  'pages, each asking for the next': [
    'body body',
    (p) => {
      const page = p.fresh('page');
      return p.waiting(
        () =>
          `const ${page} = async (left) => { const answer = await ${p.library('load')}(); ${p.inAsync(0, 'answer')} if (answer.more && left > 0) return ${page}(left - 1); ${p.inAsync(1, 'answer')} }; await ${page}(2);`,
      );
    },
  ],
  'steps that call the next': [
    'body body',
    (p) => {
      const run = p.fresh('steps');
      return `const ${run} = [(next) => { ${p.inFunction(0)} next(); }, () => { ${p.inFunction(1)} }]; const go${run} = (index) => ${run}[index]?.(() => go${run}(index + 1)); go${run}(0);`;
    },
  ],
});

const timed = (p: Printer) =>
  p.writer.shared(
    'timed',
    (name) => `async function ${name}(work) { try { return await work(); } finally { console.log('done'); } }`,
  );

const retried = (p: Printer) =>
  p.writer.shared(
    'retried',
    (name) =>
      `async function ${name}(task, left = 1) { try { return await task(); } catch (error) { if (left === 0) throw error; return ${name}(task, left - 1); } }`,
  );
