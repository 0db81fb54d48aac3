import { expect, test } from 'vitest';
import { expectGolden } from '../../kit/golden.ts';
import { bundlePage, pageScriptModule } from './bundle-page.ts';

test('the script in the page is the one that its sources give', () => {
  expectGolden(pageScriptModule(), new URL('../../../src/report/html/page-script.ts', import.meta.url));
});

test('the page carries the solver itself, not a second one', () => {
  const modules = [...bundlePage().matchAll(/^"(solve\/[\w-]+\.ts)"/gm)].map(([, name]) => name);
  expect(modules).toEqual(expect.arrayContaining(['solve/minimal-choice.ts', 'solve/search.ts', 'solve/terms.ts']));
  expect(bundlePage()).toContain('class Search');
});

test('the script neither connects nor stores nor evaluates', () => {
  expect(bundlePage()).not.toMatch(
    /fetch\(|XMLHttpRequest|WebSocket|sendBeacon|localStorage|cookie|eval\(|innerHTML|Function\(/,
  );
});
