import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const root = new URL('../', import.meta.url);
const page = readFileSync(new URL('SECURITY.md', root), 'utf8');

/** Whatever somebody else may write and rolefit reads, and what it makes of that. */
const subjects = [
  'Code',
  'Recordings',
  'Logs',
  'Configuration of a pull request',
  'Files of roles',
  'Locks and saved reports',
  'The cache',
  'A client of the MCP server',
  'What comes out',
  'The package',
];

interface Promised {
  readonly subject: string;
  readonly text: string;
  readonly heldBy: readonly { readonly title: string; readonly file: string }[];
}

/** The promises of a page: the items of lists below headings of the third level. */
function promisesOf(markdown: string): readonly Promised[] {
  return markdown
    .split(/^### /m)
    .slice(1)
    .flatMap((section) => {
      const [subject = '', ...lines] = section.split('\n');
      const items = lines.join('\n').split(/^- /m).slice(1);
      return items.map((item) => {
        const text = item.replace(/\s+/g, ' ').trim();
        const links = [...text.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)];
        return { subject, text, heldBy: links.map(([, title = '', file = '']) => ({ title, file })) };
      });
    });
}

/** What is wrong with what is said to hold a promise. */
function faultsOf({ text, heldBy }: Promised): readonly string[] {
  if (heldBy.length === 0) return [`no test holds: ${text}`];
  return heldBy.flatMap(({ title, file }) => {
    const place = new URL(file, root);
    if (!/^test\/.*\.test\.ts$/.test(file) || !existsSync(place)) return [`${file} is no file of tests`];
    return hasTest(readFileSync(place, 'utf8'), title) ? [] : [`${file} has no test "${title}"`];
  });
}

/** Whether a test, or a group of tests, has this title: it is the first argument of a call. */
function hasTest(source: string, title: string): boolean {
  const literal = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`\\(\\s*(['"\`])${literal}\\1\\s*,`).test(source);
}

const promises = promisesOf(page);

test.each(promises)('SECURITY.md, $subject: $text', (promise) => {
  expect(faultsOf(promise)).toEqual([]);
});

test('every kind of input has promises', () => {
  expect([...new Set(promises.map(({ subject }) => subject))]).toEqual(subjects);
});

describe('a promise is refused', () => {
  test.each([
    ['that no test holds', '- Nothing runs.', 'no test holds: Nothing runs.'],
    ['whose tests are gone', '- A: [x](test/gone.test.ts).', 'test/gone.test.ts is no file of tests'],
    ['held by what is no test', '- A: [x](src/index.ts).', 'src/index.ts is no file of tests'],
    ['whose test has another name', '- A: [x](test/security.test.ts).', 'test/security.test.ts has no test "x"'],
  ])('%s', (_, item, fault) => {
    expect(promisesOf(`### Code\n\n${item}\n`).flatMap(faultsOf)).toEqual([fault]);
  });
});
