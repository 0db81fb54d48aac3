import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeSearchedBytes } from '../../src/sources/bytes/find-window.ts';
import { findSpecifiers } from '../../src/sources/find-specifiers.ts';
import { ByteLook, type FileFacts } from '../../src/sources/look-at-bytes.ts';
import { createFindClues, noClues } from '../../src/sources/seed-pattern.ts';

const findClues = createFindClues({ clientModules: ['acme-sdk', '@acme/rest-äpi'], hosts: ['Proxy.acme.test'] });
const searched = makeSearchedBytes(20_000);
const byteLook = new ByteLook(searched, findClues);

function look(file: Buffer, options: { isWhole?: boolean; isNamed?: boolean; withImports?: boolean } = {}): FileFacts {
  searched.bytes.fill('marketo');
  file.copy(searched.bytes);
  return byteLook.look({ size: file.length, isWhole: true, isNamed: false, withImports: true, ...options });
}

/** What the text patterns say of a file: the look at bytes is nothing but a faster way to it. */
function byText(text: string, decoded: (piece: string) => string): Pick<FileFacts, 'clues' | 'specifiers'> {
  const pieces = [...findSpecifiers(text)].map(({ start, end }) => decoded(text.slice(start, end)));
  return { clues: findClues(text, false), specifiers: [...new Set(pieces)] };
}

const piece = fc.constantFrom(
  ...[
    'mktorest',
    'MKTO_',
    'host',
    '/rest',
    '/REST/',
    '/bulk/',
    'V1/',
    'v2/',
    `\${v}/`,
    'leads',
    '/lead/',
    '.json',
    'asset/',
  ],
  ...['acme-sdk', '@acme/rest-äpi', 'proxy.acme.TEST', 'Marketo', 'identity/oauth/token', 'userservice/management'],
  ...[
    'from',
    'import',
    'require',
    'require.resolve',
    'From',
    '(',
    ')',
    '/*',
    '*/',
    '*',
    '$',
    './a',
    'ä',
    '€',
    'x',
    '_',
  ],
  ...["'", '"', '`', "'", '"', '`', ' ', ' ', '\n', '\u00a0', ' '.repeat(40), 'y'.repeat(299), '/', '\ufeff'],
);
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

test('bytes say what the patterns find in the text', () => {
  fc.assert(
    fc.property(text, (written) => {
      const file = Buffer.from(written);
      const utf8 = (part: string): string => Buffer.from(part, 'latin1').toString();
      expect(look(file)).toEqual({ size: file.length, ...byText(file.toString('latin1'), utf8) });
      expect(look(file, { withImports: false }).clues).toEqual(findClues(file.toString('latin1'), false));
    }),
    { numRuns: 5_000 },
  );
});

test('UTF-16 says the same', () => {
  fc.assert(
    fc.property(text, (written) => {
      const file = Buffer.from(`\ufeff${written}`, 'utf16le');
      expect(look(file)).toEqual({ size: file.length, ...byText(`\ufeff${written}`, (part) => part) });
    }),
  );
});

test.each(['', ' ', "'", 'im', 'from', 'mkt'])('%j has nothing to say, whatever was read before', (written) => {
  expect(look(Buffer.from(written))).toEqual({ clues: noClues, size: written.length, specifiers: [] });
});

describe('what is not analysed', () => {
  test('a minified file is told by its lines, not by what they say', () => {
    const file = Buffer.from(`${'x=1;'.repeat(2_000)}mktorest`);
    expect(look(file)).toEqual({ clues: noClues, size: file.length, specifiers: undefined, unfit: 'minified' });
  });

  test('a long line of another language is no minified one', () => {
    const file = Buffer.from(`requests.get("https://1.mktorest.com/rest/v1/leads.json" + ${'('.repeat(9_000)}`);
    searched.bytes.fill('marketo');
    file.copy(searched.bytes);
    const how = { size: file.length, isWhole: true, isNamed: false, withImports: true };
    expect(byteLook.look(how).unfit).toBe('minified');
    const found = byteLook.look({ ...how, specifiersIn: () => ['python:requests'] });
    expect(found).toMatchObject({ specifiers: ['python:requests'], clues: { strong: true } });
    expect(found.unfit).toBeUndefined();
  });

  test('of a file that is too large the clues are kept', () => {
    const facts = look(Buffer.from("import 'x';\n mktorest\n"), { isWhole: false });
    expect(facts).toMatchObject({ unfit: 'too-large', clues: { strong: true }, specifiers: undefined });
  });
});

test('a file named for Marketo sends, though it says nothing else', () => {
  expect(look(Buffer.from('fetch(url)'), { isNamed: true }).clues).toEqual({ ...noClues, sends: true });
  expect(look(Buffer.from('fetch(url)')).clues).toBe(noClues);
});

test('a name too short or too foreign to be looked for in bytes makes every file be looked at closely', () => {
  const short = createFindClues({ clientModules: [], hosts: ['ä.é'] });
  expect(short.literals).toBeUndefined();
  const own = makeSearchedBytes(100);
  const file = Buffer.from('ä.é', 'latin1');
  file.copy(own.bytes);
  const options = { size: file.length, isWhole: true, isNamed: false, withImports: false };
  expect(new ByteLook(own, short).look(options).clues.strong).toBe(true);
});
