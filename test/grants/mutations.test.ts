import { expect, test } from 'vitest';
import { mutate, seeded } from '../har/mutations.ts';
import { originals, readMutation } from './mutations.ts';

// bench/log-mutations.ts reads a hundred thousand of them.
test('a damaged grant ends in permissions that there are, or in one input error', () => {
  const endings = new Set<string>();
  for (let index = 0; index < 40 * originals.length; index += 1) {
    const random = seeded(20_261_130 + index);
    const original = originals[index % originals.length];
    if (original !== undefined) endings.add(readMutation(original.name, mutate(original.bytes, random)));
  }
  expect([...endings].sort()).toEqual(['grant', 'input-error']);
});
