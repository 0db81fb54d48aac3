import { expect, test } from 'vitest';
import { describePartition } from '../../src/report/describe-partition.ts';

const arctic = { partition: 'Arctic', seenBy: ['North', 'West'], used: true, refused: false };

test.each([
  ['where the role is to be given', {}, 'is seen from North or West: give the role there.'],
  ['where it is given', { given: ['West'] }, 'is seen from West, where the role is given.'],
  [
    'what contradicts the config',
    { given: [] },
    'is seen from North or West only, where the role is not given; calls worked in it all the same, so the config is out of date or the user has another role.',
  ],
  [
    'why records were refused',
    { given: [], used: false, refused: true },
    'is seen from North or West only, where the role is not given, which is why Marketo refused records in it (1008).',
  ],
  [
    'that the config does not explain the refusal',
    { given: ['West'], refused: true },
    'is seen from West, where the role is given; Marketo refused records in it all the same (1008).',
  ],
  [
    'that no workspace has it',
    { seenBy: [], used: false, refused: true },
    'is seen from no workspace that the config names, which is why Marketo refused records in it (1008).',
  ],
])('a partition is told with %s', (_, over, expected) => {
  expect(describePartition({ ...arctic, ...over })).toBe(`The partition "Arctic" ${expected}`);
});
