import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tolerateRejections } from '../static/random/oracle/rejections.ts';
import { attempt, canRun, type Failure, inputOf, keptInputs, keptTargets, kindOf, shrink } from './campaign.ts';
import type { Target } from './target.ts';
import { targets } from './targets/index.ts';

// The short run; `npm run fuzz` is the long one.

let mind = () => {};
beforeAll(() => {
  mind = tolerateRejections();
});
afterAll(() => mind());

const seed = 20_261_201;

describe.each(targets)('$name', (target) => {
  const runnable = test.skipIf(!canRun(target));

  runnable(target.needs === undefined ? target.law : `${target.law}; needs ${target.needs}`, async () => {
    const failures: Failure[] = [];
    const endings = new Set<string>();
    for (let index = 0; index < target.inTests; index += 1) {
      const result = await attempt(target, inputOf(target, seed, index));
      if (typeof result === 'string') endings.add(result);
      else failures.push(result);
    }
    expect(failures.map(({ error, input }) => `${error}\n${input.toString('latin1').slice(0, 2_000)}`)).toEqual([]);
    const expected = target.endings.filter((ending) => target.rare?.includes(ending) !== true);
    expect([...endings]).toEqual(expect.arrayContaining(expected));
  });

  runnable('what once broke the law does not any more', async () => {
    for (const { name, input } of keptInputs(target)) {
      expect(await attempt(target, input), name).toBeTypeOf('string');
    }
  });
});

test('what is kept is of targets that there are', () => {
  const names = targets.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(keptTargets().filter((name) => !names.includes(name))).toEqual([]);
});

describe('a campaign', () => {
  const target: Target = {
    name: 'planted',
    law: 'no input has both letters',
    endings: ['fine'],
    inTests: 0,
    canShrink: true,
    make: (random) => Buffer.from(Array.from({ length: 100 }, () => 97 + Math.floor(random() * 26))),
    judge: (input) => {
      if (input.includes('x') && input.includes('q')) throw new Error(`both, ${input.length} of them`);
      return 'fine';
    },
  };

  test('makes the same inputs from the same seed, and others from another', () => {
    expect(inputOf(target, 1, 7)).toEqual(inputOf(target, 1, 7));
    expect(inputOf(target, 1, 7)).not.toEqual(inputOf(target, 2, 7));
  });

  test('finds what breaks the law, and makes it as small as it can be', async () => {
    const found = await attempt(target, Buffer.from('aaaxbbbqccc'));
    if (typeof found === 'string') throw new Error('nothing was found');
    const smallest = await shrink(target, found);
    expect(smallest.input.toString()).toBe('xq');
    expect(kindOf(smallest)).toBe('Error: both, … of them');
  });

  test('an ending that the target does not name is a failure', async () => {
    expect(await attempt({ ...target, endings: [] }, Buffer.from('a'))).toMatchObject({
      error: '"fine" is no ending of this target',
    });
  });
});
