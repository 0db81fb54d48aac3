import { expect, test } from 'vitest';
import { loadModel } from '../../../src/load/model.ts';
import { createMatcher } from '../../../src/rules/match.ts';
import { createRecogniseText } from '../../../src/rules/texts/recognise-text.ts';

const { rules } = await loadModel();
const recognise = createRecogniseText(rules, createMatcher(rules));
const hole = { reason: 'parameter' } as const;

test.each([
  ['the version is written elsewhere', ['/rest/', hole, '/leads.json'], '/rest/{…}/leads.json'],
  ['its number is', ['/bulk/v', hole, '/leads.json?format=csv'], '/bulk/v{…}/leads.json'],
  ['that of the assets is', [hole, '/rest/asset/', hole, '/emails.json'], '/rest/asset/{…}/emails.json'],
])('a path is as sure where %s', (_name, text, shown) => {
  expect(recognise(text)).toMatchObject({ look: 'sure', shown });
});

test.each([
  ['another resource behind it', ['/rest/', hole, '/customers.json']],
  ['another root before it', ['/api/', hole, '/orders.json']],
])('with %s it is not', (_name, text) => {
  expect(recognise(text)?.look).not.toBe('sure');
});
