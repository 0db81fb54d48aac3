import { expect, test } from 'vitest';
import { pageScript } from '../../../src/report/html/page-script.ts';

test('the page carries the solver itself, not a second one', () => {
  const modules = [...pageScript().matchAll(/^ *\/\/ (solve\/[\w-]+\.ts)$/gm)].map(([, name]) => name);
  expect(modules).toEqual(expect.arrayContaining(['solve/minimal-choice.ts', 'solve/search.ts', 'solve/terms.ts']));
  expect(pageScript()).toMatch(/\bSearch = class\b|\bclass Search\b/);
});

test('the script neither connects nor stores nor evaluates', () => {
  expect(pageScript()).not.toMatch(
    /fetch\(|XMLHttpRequest|WebSocket|sendBeacon|localStorage|cookie|eval\(|innerHTML|Function\(/,
  );
});
