import fc from 'fast-check';
import { ts } from 'ts-morph';
import { describe, expect, test } from 'vitest';
import { markupScript } from '../../../src/static/syntax/markup/markup-script.ts';

/** The pieces of code in the script that a file stands for, without what binds them together. */
function codeOf(path: string, text: string): string[] {
  return markupScript(path, text)
    .split(/[\u01C2\u01C3]|\s{2,}|^\s+|\s+$/)
    .filter((piece) => /\w/.test(piece));
}

function hasErrors(path: string, script: string): boolean {
  const file = ts.createSourceFile(path.endsWith('.astro') ? 'a.tsx' : 'a.ts', script, ts.ScriptTarget.Latest);
  return (file as unknown as { parseDiagnostics: readonly unknown[] }).parseDiagnostics.length > 0;
}

const files: Readonly<Record<string, string>> = {
  'a.vue': `<template>
  <!-- <p @click="no()"> -->
  <my-child v-for="(item, i) of items" :key="item.id" @click="go(item); mode = 'x'" v-slot="{ row }">{{ item.a }}</my-child>
  <template #head="{ h }"><p @click="wipe" v-if="a && b" title="{{ no }}">{{ h ? 'a' : "b" }}</p></template>
</template>
<!-- <script>no()</script> -->
<script setup lang="ts" generic="T extends Map<string, number>">
import MyChild from './MyChild.vue';
const a = '<p>';
</script>
<script src="./other.ts" />
<style>p { color: v-bind(no) }</style>`,
  'a.svelte': `<script>
  import Child from './Child.svelte';
  let k = 'leads';
</script>
<button on:click={wipe} {...rest} use:action={p}>{a}{b}</button>
{#each items as { id }, i (id)}<Child {id} let:row>{row}</Child>{:else}none{/each}
{#await load() then value}{value}{:catch error}{error}{/await}
{#if a}{@const x = a.b}{@render row(x)}{:else if c}{@html "}"}{/if}
{#snippet row(item)}{item}{/snippet}{/* no */}
<style>p { color: red }</style>`,
  'a.astro': `---
import Layout from './Layout.astro';
const H = 'x';
---
<!doctype html>
<Layout title="it's">{items.map((l) => <li>it's {l}<br/></li>)}</Layout>
<style>p { color: red; }</style>
<script>client();</script>`,
};

describe('the script of a file of markup', () => {
  test('has the scripts and the code of the markup where they stand', () => {
    for (const [path, text] of Object.entries(files)) {
      const script = markupScript(path, text);
      expect(hasErrors(path, script), script).toBe(false);
      expect(script).toHaveLength(text.length);
      for (const code of ["const a = '<p>'", 'go(item)', 'load()', 'client()', 'items'])
        if (text.includes(code)) expect(script.indexOf(code), code).toBe(text.indexOf(code));
      expect(script).not.toMatch(/\bno\b(?! )|color|title|none/);
    }
  });

  test('has the code of a template in order', () => {
    expect(codeOf('a.vue', files['a.vue'] ?? '')).toEqual([
      '((item,',
      'i,row,h,)=>{',
      '(MyChild )',
      '(items)',
      '(item.id)',
      ';if(',
      "){go(item); mode = 'x'}",
      '(item.a )',
      '(wipe)',
      '(a && b)',
      `(h ? 'a' : "b" )})`,
      ";\nimport MyChild from './MyChild.vue';\nconst a = '<p>';",
    ]);
  });

  test.each([
    ['a handler that is a function is given away', '<template><b @click="wipe"/></template>', '\u01C2(wipe)'],
    ['a handler that does something may do it', '<template><b @click="wipe(1)"/></template>', 'if(\u01C3){wipe(1)}'],
    ['a component is used by its name', '<template><Child/></template>', '\u01C2(Child)'],
    ['a slot gives names', '<template><div class="a"><Child #a="{ b }">{{ b }}</Child></div></template>', '((b,)=>{'],
  ])('%s', (_name, vue, expected) => {
    expect(markupScript('a.vue', vue).replace(/\s+/g, ' ')).toContain(expected);
  });

  test.each([
    ['values side by side are given one after the other', '<p>{a}{b}</p>', '\u01C2(a)(b)'],
    ['the values of a list are names', '<ul class="a"> {#each xs as x}{x}{/each}</ul>', '((x,)=>{'],
    ['nothing is lost where there is no room', '{a}', 'a'],
  ])('%s', (_name, svelte, expected) => {
    const script = markupScript('a.svelte', svelte);
    expect(script).toContain(expected);
    expect(hasErrors('a.svelte', script)).toBe(false);
  });

  test('code that is broken is left out', () => {
    expect(markupScript('a.vue', '<template><b :a="x(" :c="d"/></template>')).not.toContain('x(');
    expect(markupScript('a.svelte', '<p>{a( </p> {b}')).not.toContain('a(');
  });
});

test('keeps every place and line break of any text', () => {
  const piece = fc.constantFrom(
    ...[
      '<script',
      '>',
      '</script',
      '<template',
      '</template>',
      '"',
      '\n',
      '\r',
      '<!--',
      '-->',
      '/',
      'x',
      ' ',
      '\u2028',
    ],
    ...['😀', '{', '}', '{{', '}}', '@a="', ':b="', 'v-for="x in y"', '<C ', '{#each a as b}', '---\n', "'", '`', '('],
  );
  const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, fc.constantFrom('a.vue', 'a.svelte', 'a.astro'), (markup, path) => {
      const script = markupScript(path, markup);
      const breaks = (all: string) => all.slice(0, markup.length).replace(/[^\n\r\u2028]/g, ' ');
      expect(script.length).toBeGreaterThanOrEqual(markup.length);
      expect(script.length).toBeLessThan(markup.length + 4);
      expect(breaks(script)).toBe(breaks(markup));
    }),
  );
});

test('is linear in the text, however broken it is', () => {
  for (const [path, part] of [
    ['a.svelte', '{'],
    ['a.vue', '<a :b="'],
    ['a.vue', '{{'],
    ['a.svelte', '{#each a as '],
    ['a.astro', '<A '],
  ] as const) {
    const start = performance.now();
    markupScript(path, part.repeat(100_000));
    expect(performance.now() - start).toBeLessThan(5000);
  }
});
