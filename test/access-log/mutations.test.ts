import { expect, test } from 'vitest';
import { mutate, seeded } from '../har/mutations.ts';
import { originals, readMutation } from './mutations.ts';

// bench/log-mutations.ts reads a hundred thousand of them.
test('a damaged log ends in calls or in one input error, and no call is lost without a word', async () => {
  const endings = new Set<string>();
  for (let index = 0; index < 2 * originals.length; index += 1) {
    const random = seeded(20_261_130 + index);
    const original = originals[index % originals.length] ?? Buffer.alloc(0);
    endings.add(await readMutation(mutate(original, random), random));
  }
  expect([...endings].sort()).toEqual(['incomplete', 'input-error', 'whole']);
}, 30_000);
