import { expect, test } from 'vitest';
import { callsOf } from '../../kit/program.ts';

const base = 'https://123-abc-456.mktorest.com';
const before = `import { all } from 'some-lib'; import path from 'node:path'; const leads = '${base}/rest/v1/leads.json';`;

// A spread of unknown length into a function of the platform brings nothing, or what nobody knows.
test.each([
  ['push', 'const list = []; list.push(...all()); if (list.length > 0) fetch(leads);', [/leads\.json$/]],
  [
    'push, and nothing came',
    'const list = []; list.push(...all()); if (list.length === 0) fetch(leads);',
    [/leads\.json$/],
  ],
  ['unshift', 'const list = []; list.unshift(...all()); for (const _ of list) fetch(leads);', [/leads\.json$/]],
  [
    'Object.assign',
    `fetch('${base}' + Object.assign({ path: '/rest/v1/leads.json' }, ...all()).path);`,
    [/leads\.json$/, /\{.*\}$/],
  ],
  ['path.join', `fetch('${base}' + path.posix.join('/rest/v1/leads', ...all()));`, [/leads$/, /leads\/\{.*\}$/]],
])('%s', (_name, code, found) => {
  const calls = callsOf(`${before}\n${code}`).toSorted();
  expect(calls).toEqual(found.map((one) => expect.stringMatching(one)));
});
