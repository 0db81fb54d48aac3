import { expect, test } from 'vitest';
import { callsOf } from '../../kit/program.ts';

const program = (use: string): string => `import { instanceToPlain } from 'class-transformer';
const base = 'https://123-abc-456.mktorest.com/rest/v1';
class Lead {
  refresh = () => fetch(base + '/leads.json');
  lists() { return fetch(base + '/lists.json'); }
}
${use}`;

// class-transformer 0.5.1 calls what it finds in fields of an object's own: findings/class-transformer-calls-….sh.
test.each([
  ['an instance', 'instanceToPlain(new Lead());'],
  ['an instance inside what is given', 'instanceToPlain({ lead: new Lead() });'],
])('functions in fields of %s are called by what reads fields, its methods are not', (_name, use) => {
  const calls = callsOf(program(use));
  expect(calls).toContainEqual(expect.stringMatching(/leads\.json$/));
  expect(calls).toContainEqual(expect.stringMatching(/lists\.json \(dead\)$/));
});
