import { describe, expect, test } from 'vitest';
import { languageOf } from '../../src/languages/registry.ts';
import { frontEndsFor } from '../../src/load/front-ends.ts';

const frontEnds = await frontEndsFor(['a.php']);

function lowered(text: string) {
  const made = frontEnds?.of('a.php')?.lower('a.php', text);
  if (made === undefined) throw new Error('no front end');
  return made;
}

describe('lowering PHP', () => {
  test('a text that nothing lowers is said at the end', () => {
    expect(lowered("<?php\n#[Route('/rest/v1/leads.json')]\nfunction f() {}\n").code).toContain(
      '"/rest/v1/leads.json"',
    );
  });

  test('a property and a method of one name are two', () => {
    expect(lowered('<?php $o->client->client();').code).toContain('.$client.client()');
  });

  test('a variable that nothing sets is not nothing', () => {
    expect(lowered('<?php function f() { return $x; }').code).toContain('"$x"');
  });

  test('broken code is a problem with its line', () => {
    expect(lowered('<?php\n$a = 1;\nfunction f(: {\n').problem?.line).toBe(3);
  });

  test('nesting beyond the stack is a problem of that file alone', () => {
    const { problem } = lowered(`<?php $x = ${'['.repeat(30_000)}1${']'.repeat(30_000)};`);
    expect(problem).toBeDefined();
  });
});

describe('imports of PHP', () => {
  const php = languageOf('job.php');

  test('included files, and classes by their whole names', () => {
    const text =
      "<?php\nnamespace A\\B;\nuse GuzzleHttp\\{Client, Pool as P};\nrequire_once __DIR__ . '/inc/x.php';\nnew C();\n";
    expect(php?.specifiersIn(text)).toEqual(
      expect.arrayContaining(['php:./inc/x.php', 'php:GuzzleHttp\\Client', 'php:GuzzleHttp\\Pool', 'php:A\\B\\C#0']),
    );
  });

  test('a class is where its namespace leads to from that of the file', () => {
    expect(php?.modulePaths('php:A\\X\\C#1', 'src/Y/D.php', () => [])[1]).toBe('src/X/C.php');
    expect(php?.modulePaths('php:GuzzleHttp\\Client', 'src/D.php', () => [])).toEqual([]);
    expect(php?.modulePaths('php:Acme_Api#0', 'a.php', () => [])).toContain('includes/class-acme-api.php');
  });
});
