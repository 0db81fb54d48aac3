import { expect, test } from 'vitest';
import { callsOf } from '../../kit/program.ts';

const host = 'https://123-abc-456.mktorest.com';
const sending = (code: string): string => `const config = require('config');\n${code}`;

test.each([
  ['a setting', `fetch(config.get('base') + config.get('paths.leads'));`, ['GET /rest/v1/leads.json']],
  ['a setting as a member', `fetch(config.base + config.paths.leads);`, ['GET /rest/v1/leads.json']],
  [
    'a setting that another place has as well',
    `fetch(config.get('base') + config.get('paths.some'));`,
    ['GET /rest/v1/campaigns.json', 'GET /rest/v1/lists.json'],
  ],
  ['a setting that no file has', `fetch(config.get('base') + config.get('paths.none'));`, ['GET {config.paths.none}']],
  ['a setting from the environment', `fetch(config.get('base') + config.get('more'));`, ['GET {MORE_PATH}']],
])('the package config: %s', (_name, code, found) => {
  const calls = callsOf({
    'a.js': sending(code),
    'config/default.json': JSON.stringify({
      base: host,
      paths: { leads: '/rest/v1/leads.json', some: '/rest/v1/lists.json' },
    }),
    'config/production.json': JSON.stringify({ paths: { some: '/rest/v1/campaigns.json' } }),
    'config/custom-environment-variables.json': JSON.stringify({ more: 'MORE_PATH' }),
  });
  expect(calls.map((call) => call.replace(/^\S+ /, '')).toSorted()).toEqual(found);
});
