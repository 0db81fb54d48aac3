import { expect, test } from 'vitest';
import { loadSinkRules } from '../../../src/load/clients.ts';
import { loadModel } from '../../../src/load/model.ts';
import { hostFamily } from '../../../src/rules/marketo-hosts.ts';
import { createMatcher } from '../../../src/rules/match.ts';
import { createRecogniseText } from '../../../src/rules/texts/recognise-text.ts';
import { analyzeSources } from '../../../src/static/index.ts';

const sinks = await loadSinkRules();
const { rules } = await loadModel();
const matcher = createMatcher(rules);
const recognise = createRecogniseText(rules, matcher);

/** Whether a method is live of a service that a container keeps and the program asks for. */
function isSent(use: string): boolean {
  const main = `import { createContainer, asClass } from 'awilix'; import { app } from 'express-like';
    class Leads { send() { return fetch('https://999-QQQ-111.mktorest.com/rest/v1/leads.json'); } }
    const box = createContainer(); box.register({ leads: asClass(Leads) }); const leads = box.resolve('leads');
    ${use}`;
  const { calls } = analyzeSources({
    files: new Map([['main.js', main]]),
    resolve: (name) => ({ kind: 'external', name }),
    entries: ['main.js'],
    sinks,
    matcher,
    hostFamily: (host) => hostFamily(host, []),
    recognise,
  });
  return calls.some(({ reachable }) => reachable);
}

test.each([
  'leads.send();',
  'leads[process.argv[2]]();',
  'leads[`se${process.argv[2]}`]();',
  'const method = leads[process.argv[2]]; method.call(leads);',
  'const method = leads.send; method.apply(leads);',
  'for (const name in leads) leads[name]();',
  "app.get('/', leads.send);",
  "app.get('/', leads.send.bind(leads));",
  "app.route({ path: '/', handler: leads.send });",
])('a method is live that the program comes to by its name: %s', (use) => {
  expect(isSent(use)).toBe(true);
});

test.each(['', 'leads.other();', "app.get('/', leads.other);", 'export const pick = (row, key) => row[key];'])(
  'and not by another one: %s',
  (use) => {
    expect(isSent(use)).toBe(false);
  },
);
