import { fragments } from '../grammar/fragment.ts';

/** How a value gets into the hands of code that nobody here has written. */
export const outlets = [
  ...fragments('body', 'outlet', {
    argument: [
      'value',
      (p) => `${p.library(p.pick(['use', 'on', 'register', 'schedule', 'each']))}(${p.child(0)});`,
      6,
    ],
    'argument behind a name': [
      'value',
      (p) => `${p.library('on')}('${p.pick(['ready', 'message'])}', ${p.child(0)});`,
      3,
    ],
    option: [
      'value',
      (p) => `${p.library('create')}({ ${p.pick(['handler', 'onError', 'fetch'])}: ${p.child(0)} });`,
      2,
    ],
    'method of what the package makes': [
      'value',
      (p) => `${p.library('create')}().${p.pick(['on', 'add', 'push', 'get', 'then', 'map', 'set'])}(${p.child(0)});`,
      2,
    ],
    'method of a chain': [
      'value value',
      (p) => `${p.library('create')}().use(${p.child(0)}).on('run', ${p.child(1)});`,
    ],
    'method of an object': [
      'value',
      (p) => {
        const app = p.writer.shared('app', (name) => `const ${name} = ${p.library('create')}();`);
        return `${app}.${p.pick(['on', 'use', 'register', 'post'])}(${p.child(0)});`;
      },
      2,
    ],
    'property of an object': [
      'value',
      (p) => {
        const app = p.writer.shared('app', (name) => `const ${name} = ${p.library('create')}();`);
        return `${app}.${p.pick(['onmessage', 'handler'])} = ${p.child(0)};`;
      },
    ],
    'argument of a constructor': ['value', (p) => `new (${p.library('Base')})(${p.child(0)});`],
    'static method of a class': ['value', (p) => `${p.library('Base')}.register(${p.child(0)});`],
    'spread argument': ['value', (p) => `${p.library('use')}(...[${p.child(0)}]);`],
    'tagged template': ['value', (p) => `${p.library('use')}\`\${${p.child(0)}}\`;`],
    'parameter that is a function': ['value', (p) => `${p.library('same')}((done) => done(${p.child(0)}));`],
    'pushed onto what was given': [
      'value',
      (p) => {
        const plugins = p.writer.shared('plugins', (name) => `const ${name} = []; ${p.library('use')}(${name});`);
        return `${plugins}.push(${p.child(0)});`;
      },
    ],
    'set on what was given': [
      'value',
      (p) => {
        const options = p.writer.shared(
          'options',
          (name) => `const ${name} = { hooks: {} }; ${p.library('create')}(${name});`,
        );
        return `${options}.hooks.${p.pick(['run', 'done'])} = ${p.child(0)};`;
      },
    ],
    'resolved promise that was given': [
      'value',
      (p) => `${p.library('use')}(new Promise((resolve) => setTimeout(() => resolve(${p.child(0)}), 1)));`,
    ],
    'what an async function gives': ['value', (p) => `${p.library('use')}((async () => ${value(p.child(0))})());`],
    'what the package wraps, called': ['value', (p) => `${p.library('wrap')}(${p.child(0)})();`],
    'what the package gives back': ['value', (p) => `const ${p.fresh('held')} = ${p.library('same')}(${p.child(0)});`],
    'what the package gives back, called': [
      'body',
      (p) => `${p.library('same')}({ run() { ${p.inFunction(0)} } })?.run?.();`,
    ],
    'thrown to the package': [
      'value',
      (p) => `${p.library('each')}(() => { throw ${p.child(0, { canAwait: false })}; });`,
    ],
    global: ['value', (p) => `globalThis.${p.fresh('plugin')} = ${p.child(0)};`, 0.5],
    'listener of the process': [
      'body',
      (p) => `process.${p.pick(['on', 'once'])}('${p.pick(['exit', 'SIGTERM'])}', ${p.arrow(0)});`,
    ],
    interval: ['body', (p) => `setInterval(${p.arrow(0)}, 1000);`],
    'listener of the global object': ['value', (p) => `globalThis.addEventListener?.('fetch', ${p.child(0)});`, 0.5],
  }),
];

const value = (text: string) => (text.startsWith('{') ? `(${text})` : text);
