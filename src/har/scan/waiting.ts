/** What may come next, in the words that a problem is told in. */
export const expected = {
  root: 'an opening "{"',
  'first-name': 'a name in quotes or "}"',
  name: 'a name in quotes',
  'in-name': 'a name in quotes',
  colon: '":"',
  value: 'a value',
  'in-scalar': '"," or "}"',
  'in-string': 'the end of a string',
  nested: 'a closing bracket',
  'in-nested-string': 'the end of a string',
  'after-value': '"," or "}"',
  end: 'the end of the file',
} as const;

/** Where in the grammar of an object the outline stands. */
export type Waiting = keyof typeof expected;

/** What comes behind a name or a string; a value has ended where nothing is said. */
export const afterString: Partial<Record<Waiting, Waiting>> = { 'in-name': 'colon', 'in-nested-string': 'nested' };
