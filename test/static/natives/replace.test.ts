import { expect, test } from 'vitest';
import { evaluated } from '../../kit/program.ts';

const path = '`/lists/{id}/${process.env.TAIL}`';

test.each([
  [
    'a placeholder by a hole',
    `${path}.replace('{id}', process.env.ID)`,
    '"/lists/{environment ID}/{environment TAIL}"',
  ],
  ['the first only', `'/a/a'.replace('a', 'b')`, '"/b/a"'],
  ['all of them', `'/a/a'.replaceAll('a', 'b')`, '"/b/b"'],
  ['by a pattern', `'/:x/:y'.replace(/:\\w/g, 'z')`, '"/z/z"'],
  ['by a function of the match', `'/:x'.replace(/:(\\w)/, (_, k) => ({ x: '/found' })[k])`, '"//found"'],
  ['groups in the replacement', `'ab'.replace(/(a)(b)/, '$2$1$&$$')`, '"baab$"'],
  ['a dollar that means nothing', `'ab'.replace('a', '$1')`, '"$1b"'],
  ['what stands around the match', `'ab'.replace('a', "$'")`, '"{unsupported-syntax}b"'],
  ['what is unknown stays unknown', `${path}.replace(/[^a-z/{}]/g, '')`, '"/lists/{id}/{environment TAIL}"'],
  ['by a pattern that is not known', `'/a'.replace(new RegExp(process.env.P), 'b')`, '{unsupported-syntax}'],
  ['in one of two', `(process.env.F ? '/a' : '/b').replace('/', '/v1/')`, '<"/v1/a" | "/v1/b">'],
])('%s', (_name, expression, value) => {
  expect(evaluated(expression)).toBe(value);
});

test.each([
  ['a pattern on a literal', `/^\\/rest/.test('/rest/v1')`, 'true'],
  ['a pattern that a literal start decides', '/^https?:/.test(`/rest/${process.env.A}`)', 'false'],
  ['a pattern that the unknown part decides', '/v1$/.test(`/rest/${process.env.A}`)', '{not-text}'],
  ['captures', `/a(.)/.exec('ab')[1]`, '"b"'],
  ['captures of what is not known', `/a(.)/.exec(process.env.A)[1]`, '{unsupported-syntax 1}'],
])('%s', (_name, expression, value) => {
  expect(evaluated(expression)).toBe(value);
});
