import { afterAll, beforeAll, expect, describe as group, test } from 'vitest';
import { alone } from './random/oracle/alone.ts';
import { allFragments } from './random/oracle/fragments/index.ts';
import { describe, Oracle, type Trial } from './random/oracle/oracle.ts';
import { tolerateRejections } from './random/oracle/rejections.ts';

// Random programs that are really run, by a world that calls what it is given as dice decide. The long run of the same
// is `npm run oracle`.

const isEnabled = () => true;
const oracle = new Oracle({ isEnabled, runs: 4 });
let mind = () => {};
beforeAll(() => {
  mind = tolerateRejections();
});
afterAll(() => mind());

const choosing = new Oracle({ isEnabled, runs: 4, limits: { unchosen: 0 } });

group('where what has nothing to do with Marketo is left out, nothing is lost by it', () => {
  test.each(allFragments)('$name', async (fragment) => {
    const trials: Trial[] = [];
    for (const tree of alone(fragment).slice(0, 1)) trials.push(await choosing.judge(tree));
    expect(violationsIn(trials)).toEqual([]);
  });

  test('random programs', async () => {
    const trials: Trial[] = [];
    for (let seed = 5000; seed < 5025; seed += 1) trials.push(await choosing.try(seed));
    expect(violationsIn(trials)).toEqual([]);
  });
});

group('every request that a program sends is a live operation, or the role is a lower bound', () => {
  test.each(allFragments)('$name', async (fragment) => {
    const trials: Trial[] = [];
    for (const tree of alone(fragment).slice(0, 1)) trials.push(await oracle.judge(tree));
    expect(violationsIn(trials)).toEqual([]);
  });

  test.each([1, 2])('random programs, part %i', async (part) => {
    const trials: Trial[] = [];
    for (let seed = part * 1000; seed < part * 1000 + 25; seed += 1) trials.push(await oracle.try(seed));
    expect(violationsIn(trials)).toEqual([]);
  });
});

function violationsIn(trials: readonly Trial[]): string[] {
  return trials.filter(({ outcome }) => outcome === 'violation').map(describe);
}
