import { describe, expect, test } from 'vitest';
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

/** The operations of a module, dead ones in brackets, whether anybody may import it or only a framework finds it. */
function calls(path: string, text: string, packages?: readonly string[]): readonly string[] {
  const result = analyzeSources({
    files: new Map([[path, text]]),
    resolve: (name) => ({ kind: 'external', name }),
    entries: [path],
    ...(packages === undefined ? {} : { placed: new Map([[path, { path, packages }]]) }),
    sinks,
    matcher,
    hostFamily: (host) => hostFamily(host, []),
    recognise,
  });
  return result.calls.map((call) => (call.reachable ? call.path.join('') : `(${call.path.join('')})`)).sort();
}

const send = (name: string) => `fetch('https://999-QQQ-111.mktorest.com/rest/v1/${name}.json')`;

describe('a module that a framework finds by its place', () => {
  const route = `export const GET = () => ${send('lists')};\nexport const helper = () => ${send('leads')};`;

  test('gives away the exports that the framework takes', () => {
    expect(calls('app/leads/route.ts', route, ['next'])).toEqual(['(/rest/v1/leads.json)', '/rest/v1/lists.json']);
  });

  test('gives away everything where it is named elsewhere, or of no framework that is known', () => {
    const all = ['/rest/v1/leads.json', '/rest/v1/lists.json'];
    expect(calls('app/leads/route.ts', route)).toEqual(all);
    expect(calls('app/leads/route.ts', route, ['express'])).toEqual(all);
  });

  test('written in the older way, too', () => {
    const older = `module.exports = { default: () => ${send('lists')}, config: {}, helper: () => ${send('leads')} };`;
    expect(calls('pages/api/leads.js', older, ['next'])).toEqual(['(/rest/v1/leads.json)', '/rest/v1/lists.json']);
    const one = `module.exports = () => ${send('lists')};`;
    expect(calls('pages/api/leads.js', one, ['next'])).toEqual(['/rest/v1/lists.json']);
  });
});

describe('a class that names its framework, in a module that nobody imports', () => {
  const controller = `import { Controller, Get } from '@nestjs/common';
    @Controller() export class Leads { @Get() list() { return ${send('lists')}; } purge() { return ${send('leads')}; } }`;

  test("is the framework's", () => {
    expect(calls('leads.controller.ts', controller, [])).toEqual(['(/rest/v1/leads.json)', '/rest/v1/lists.json']);
  });

  test("is everybody's where the module is named elsewhere", () => {
    expect(calls('leads.controller.ts', controller)).toEqual(['/rest/v1/leads.json', '/rest/v1/lists.json']);
  });
});

test('the program may call any export of such a module by its name', () => {
  const plugin = `export const up = () => ${send('lists')};
export const other = () => ${send('leads')};
export const idle = () => ${send('opportunities')};
const run = async (path) => { const found = await import(path); await found.other(); };
run(process.env.PLUGIN);`;
  expect(calls('migrations/1.js', plugin, ['umzug'])).toEqual([
    '(/rest/v1/opportunities.json)',
    '/rest/v1/leads.json',
    '/rest/v1/lists.json',
  ]);
});
