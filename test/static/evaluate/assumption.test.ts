import { describe, expect, test } from 'vitest';
import { callsOf, requestsOf } from '../../kit/program.ts';

/** What is requested by the last function of these statements, with a value that may be missing and one of two kinds. */
function requested(body: string): readonly string[] {
  return requestsOf(`
    const outer = process.env.K ? 'x' : 'y';
    export function main(input: any) {
      const id = input.id ?? '';
      const kind: string = input.isLead ? 'lead' : 'list';
      ${body}
    }`);
}

const [withId, without] = ['GET /r/{parameter input.id}', 'GET /r/'];

describe('a condition leaves of a name what it can be there', () => {
  test.each([
    ['nothing is tested', 'fetch(`/r/${id}`);', [without, withId]],
    ['a guard returns', 'if (!id) return; fetch(`/r/${id}`);', [withId]],
    ['a guard throws', "if (id === '') throw new Error(); fetch(`/r/${id}`);", [withId]],
    ['the branch is taken', 'if (id) fetch(`/r/${id}`);', [withId]],
    ['the other branch', 'if (id) log(); else fetch(`/r/${id}`);', [without, withId]],
    ['a conditional', 'id ? fetch(`/r/${id}`) : null;', [withId]],
    ['an "and"', 'id && fetch(`/r/${id}`);', [withId]],
    ['a part of an "and"', 'if (input.on && id) fetch(`/r/${id}`);', [withId]],
    ['a part of an "or"', 'if (!input.on || !id) return; fetch(`/r/${id}`);', [withId]],
    ['one side of an "or" says nothing', 'if (input.on || id) fetch(`/r/${id}`);', [without, withId]],
    ['a text that was made before', 'const path = `/r/${id}`; if (!id) return; fetch(path);', [withId]],
    ['in a loop', 'for (const a of [1, 2]) { if (!id) continue; fetch(`/r/${id}`); }', [withId]],
    ['after the branch', 'if (id) log(); fetch(`/r/${id}`);', [without, withId]],
    ['what is written afterwards', "if (!id) return; let x = id; x = '7'; fetch(`/r/${x}`);", ['GET /r/7']],
  ])('%s', (_name, body, requests) => {
    expect(requested(body)).toEqual(requests);
  });

  test.each([
    ['equal', "if (kind === 'lead') fetch(`/${kind}`);", ['GET /lead']],
    ['not equal', "if (kind !== 'lead') fetch(`/${kind}`);", ['GET /list']],
    [
      'a switch',
      "switch (kind) { case 'lead': fetch(`/${kind}`); break; default: fetch(`/d/${kind}`); }",
      ['GET /d/list', 'GET /lead'],
    ],
    ['falling through', "switch (kind) { case 'lead': case 'list': fetch(`/${kind}`); }", ['GET /lead', 'GET /list']],
    [
      'a type',
      "const v: any = input.x ? 'a' : { toString: () => 'b' }; if (typeof v === 'string') fetch(`/${v}`);",
      ['GET /a'],
    ],
    ['something unknown that equals a text', "const k = input.k; if (k === 'a') fetch(`/${k}`);", ['GET /a']],
    [
      'and is unknown again after it',
      "const k = input.k; if (k === 'a') log(); fetch(`/${k}`);",
      ['GET /{parameter input.k}'],
    ],
    [
      'also after a switch',
      "const k = input.k; switch (k) { case 'a': log(); break; } fetch(`/${k}`);",
      ['GET /{parameter input.k}'],
    ],
    ['and after an "and"', "const k = input.k; k === 'a' && log(); fetch(`/${k}`);", ['GET /{parameter input.k}']],
    [
      'a value set in the branch',
      "let k = 'a'; if (input.b) k = 'b'; if (k === 'a') k = 'c'; fetch(`/${k}`);",
      ['GET /b', 'GET /c'],
    ],
  ])('%s', (_name, body, requests) => {
    expect(requested(body)).toEqual(requests);
  });
});

test('conditions on the same names go together', () => {
  const body = `let path = '/a.json'; if (input.q || input.r) log();
    const q = input.q; const r = input.r;
    if (q || r) path += '?'; if (q) path += 'q=1&'; if (r) path += 'r=1';
    fetch(path);`;
  expect(requested(body)).toEqual([
    'GET /a.json',
    'GET /a.json?',
    'GET /a.json?q=1&',
    'GET /a.json?q=1&r=1',
    'GET /a.json?r=1',
  ]);
});

describe('what others may write in between is not narrowed', () => {
  const [both, one] = [['GET /r/', 'GET /r/7'], ['GET /r/7']];
  test.each([
    ['by nobody', "const id = input.a ? '7' : ''; if (!id) return; await pause(); fetch(`/r/${id}`);", one],
    [
      'by a closure',
      "let id = input.a ? '7' : ''; on(() => { id = ''; }); if (!id) return; await pause(); fetch(`/r/${id}`);",
      both,
    ],
    ['by another function', 'if (!shared) return; await pause(); fetch(`/r/${shared}`);', both],
  ])('%s', (_name, body, requests) => {
    const program = `let shared = ''; export function set() { shared = '7'; } export function clear() { shared = ''; }
      export async function main(input: any) { ${body} }`;
    expect(requestsOf(program)).toEqual(requests);
  });

  test('a truth that was told decides nothing once the name is written again', () => {
    const program = `export async function main(ask: any) { let x = ask(); if (!x) { x = ask(); if (x) fetch('/rest/v1/leads.json'); } }`;
    expect(callsOf(program)).toEqual(['a.ts:1 GET /rest/v1/leads.json']);
  });

  test('nor what a promise brings', () => {
    const program = `export async function main(ask: any) { const p = ask(); if (p) { const v = await p; if (!v) fetch('/rest/v1/leads.json'); } }`;
    expect(callsOf(program)).toEqual(['a.ts:1 GET /rest/v1/leads.json']);
  });

  test('a function called in a branch and after it is run for both', () => {
    const program = `const kind = process.env.K ? 'leads' : 'lists';
      const send = () => fetch(\`/rest/v1/\${kind}.json\`);
      export function main() { if (kind === 'leads') send(); send(); }`;
    expect(callsOf(program)).toEqual(['a.ts:2 GET /rest/v1/leads.json', 'a.ts:2 GET /rest/v1/lists.json']);
  });
});
