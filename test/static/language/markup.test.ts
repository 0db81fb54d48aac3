import { describe, expect, test } from 'vitest';
import { callsOf } from '../../kit/program.ts';

const script =
  "<script>const H = 'https://123-abc-456.mktorest.com/rest/v1'; function go(p) { fetch(H + p); }</script>";

/** The calls of a program that shows one component. */
function shown(path: string, markup: string): readonly string[] {
  return callsOf({
    'main.ts': `import App from './${path}'; import { show } from 'x'; show(App);`,
    [path]: markup,
  });
}

describe('markup', () => {
  test.each([
    ['a.vue', `${script}<template><b @click="go('/leads.json')"/></template>`],
    ['a.vue', `<template><b :on-x="() => go('/leads.json')"/></template>${script}`],
    ['a.vue', `${script}<template><b>{{ go('/leads.json') }}</b></template>`],
    ['a.svelte', `${script}<button on:click={() => go('/leads.json')}/>`],
    ['a.svelte', `<p class="wide">{#await go('/leads.json') then x}{x}{/await}</p>${script}`],
    ['a.svelte', `${script}<p>{#each [go('/leads.json')] as x}{x}{/each}</p>`],
    ['a.astro', "---\nconst H = 'https://123-abc-456.mktorest.com/rest/v1';\n---\n<p>{fetch(H + '/leads.json')}</p>"],
  ])('of %s runs its code: %s', (path, markup) => {
    expect(shown(path, markup)).toEqual([expect.stringMatching(/GET \/rest\/v1\/leads\.json$/)]);
  });

  test('does not run what it does not name', () => {
    const other = script.replace('fetch(H + p)', "fetch(H + '/leads.json')");
    expect(shown('a.vue', `${other}<template><b title="go"/></template>`)).toEqual([
      'a.vue:1 GET /rest/v1/leads.json (dead)',
    ]);
  });

  test('of a component that is never imported is not shown', () => {
    const calls = callsOf({
      'main.ts': 'export {};',
      'a.svelte': `${script}<b on:click={() => go('/leads.json')}/>`,
    });
    expect(calls).toEqual(['a.svelte:1 GET /rest/v1/leads.json (dead)']);
  });

  test('gives names of its own to values that are not known', () => {
    const markup = `<script>const H = 'https://123-abc-456.mktorest.com/rest/v1'; const x = '/leads.json';</script>
<ul class="wide">{#each $list as x}<b on:click={() => fetch(H + x)}/>{/each}</ul>`;
    expect(shown('a.svelte', markup)).toEqual([expect.stringContaining('{x}')]);
  });
});
