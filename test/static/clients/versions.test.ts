import { describe, expect, test } from 'vitest';
import type { Installed } from '../../../src/static/contract/resolve.ts';
import { analyzeProgram, describeCall } from './analyze-program.ts';

/** The first is a request of Marketo's where base and path are resolved, the second where they are concatenated. */
const program = `import { Gaxios } from 'gaxios';
const api = new Gaxios({ baseURL: 'https://123-ABC-456.mktorest.com/rest/v1/lists/1/leads' });
await api.request({ url: '/rest/v1/leads.json' });
await api.request({ url: '.json' });`;

const callsWith = (installed?: Installed) => {
  const calls = analyzeProgram(program, installed);
  return [...new Set(calls.map((call) => `${call.certainty} ${describeCall(call)}`))].sort();
};

const both = ['definite GET /rest/v1/leads.json', 'definite GET /rest/v1/lists/1/leads.json'];
const [resolved, concatenated] = both;

describe('where majors differ', () => {
  test('the installed version decides', () => {
    expect(callsWith({ locked: ['7.1.0'] })).toContain(resolved);
    expect(callsWith({ locked: ['7.1.0'] })).not.toContain(concatenated);
    expect(callsWith({ range: '^7.0.0' })).toContain(resolved);
    expect(callsWith({ range: '^7.0.0' })).not.toContain(concatenated);
    expect(callsWith({ locked: ['6.7.1'] })).toContain(concatenated);
    expect(callsWith({ locked: ['6.7.1'] })).not.toContain(resolved);
    expect(callsWith({ range: '~6.2.0' })).toContain(concatenated);
    expect(callsWith({ range: '~6.2.0' })).not.toContain(resolved);
  });

  test('what the program asks for tells which of several counts', () => {
    expect(callsWith({ range: '^7.0.0', locked: ['6.7.1', '7.1.0'] })).toContain(resolved);
    expect(callsWith({ range: '^7.0.0', locked: ['6.7.1', '7.1.0'] })).not.toContain(concatenated);
    expect(callsWith({ range: 'latest', locked: ['7.1.0'] })).toContain(resolved);
    expect(callsWith({ range: 'latest', locked: ['7.1.0'] })).not.toContain(concatenated);
  });

  test.each<[string, Installed | undefined]>([
    ['nothing is known', undefined],
    ['the range leaves both', { range: '>=6' }],
    ['both are there', { locked: ['6.7.1', '7.1.0'] }],
    ['a range is one of several', { range: '^6.0.0 || ^7.0.0' }],
    ['nobody knows what a tag stands for', { range: 'latest' }],
    ['a range is none', { range: 'github:googleapis/gaxios' }],
    ['a version before the first of a major', { locked: ['7.0.0-rc.4'] }],
  ])('both readings stand where %s', (_, installed) => {
    expect(callsWith(installed)).toEqual(expect.arrayContaining(both));
  });

  test('a package under another name is read as what it is', () => {
    const renamed = program.replace("'gaxios'", "'http-of-ours'");
    const calls = analyzeProgram(renamed, { name: 'gaxios', locked: ['7.1.0'] });
    const found = calls.map((call) => `${call.certainty} ${describeCall(call)}`);
    expect(found).toContain(resolved);
    expect(found).not.toContain(concatenated);
  });
});
