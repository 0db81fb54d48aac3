import { expect, test } from 'vitest';
import { parseLogFields } from '../../src/access-log/index.ts';

test('parts of a request are given fields', () => {
  expect(parseLogFields('method=req.m, path = req.url,user=by=whom')).toEqual({
    method: 'req.m',
    path: 'req.url',
    user: 'by=whom',
  });
});

test.each([
  ['metod=a', 'did you mean "method"?'],
  ['method', 'the parts are'],
  ['method=', 'the parts are'],
  ['', 'the parts are'],
  ['method=a,method=b', 'name one field for it'],
  ['rosa.lindqvist@fabrikam.example=a', 'the parts are'],
])('%j is an input error', (text, next) => {
  expect(() => parseLogFields(text)).toThrow(
    expect.objectContaining({
      name: 'InputError',
      at: { file: '--log-fields' },
      next: expect.stringContaining(next),
      what: expect.not.stringContaining('rosa'),
    }),
  );
});
