import { fragments } from '../grammar/fragment.ts';
import type { Printer } from '../grammar/printer.ts';

const options = (method: string) => (method === 'GET' ? '' : `, { method: '${method}' }`);

/** Ways to send one request whose operation is written down. */
export const requests = fragments('request', 'request', {
  direct: [
    '',
    (p) => {
      const { method, path } = p.writer.operation();
      return `fetch(H + '${path}'${options(method)});`;
    },
    3,
  ],
  awaited: [
    '',
    (p) => {
      const { method, path } = p.writer.operation();
      return `${p.place.canAwait ? 'await ' : ''}fetch(H + '${path}'${options(method)});`;
    },
    2,
  ],
  'through a wrapper': [
    '',
    (p) => {
      const { method, path } = p.writer.operation();
      const send = p.writer.shared(
        'send',
        (name) => `function ${name}(method, path) { return fetch(H + path, { method }); }`,
      );
      return `${send}('${method}', '${path}');`;
    },
  ],
  'through a wrapper with options': [
    '',
    (p) => {
      const { method, path } = p.writer.operation();
      const request = p.writer.shared(
        'request',
        (name) =>
          `const ${name} = async ({ method = 'GET', path }) => { await null; return fetch(H + path, { method }); };`,
      );
      return `${request}({ ${method === 'GET' ? '' : `method: '${method}', `}path: '${path}' });`;
    },
  ],
  'through a client': [
    '',
    (p) => {
      const { method, path } = p.writer.operation();
      return `${client(p)}.${method.toLowerCase()}('${path}');`;
    },
  ],
  'through a chosen function': [
    '',
    (p) => {
      const { method, path } = p.writer.operation();
      const to = p.writer.shared('to', (name) => `const ${name} = (method) => (path) => fetch(H + path, { method });`);
      return `${to}('${method}')('${path}');`;
    },
  ],
});

function client(p: Printer): string {
  return p.writer.shared(
    'client',
    (name) => `class Client { constructor(base) { this.base = base; }
  send(method, path) { return fetch(this.base + path, { method }); }
  get(path) { return this.send('GET', path); }
  post(path) { return this.send('POST', path); } }
const ${name} = new Client(H);`,
  );
}
