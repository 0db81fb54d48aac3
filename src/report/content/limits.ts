/**
 * How much of a long list a person is shown; JSON holds all of it. The numbers keep one service's report to a few
 * screens however much traffic was read.
 */
export const limits = {
  places: 2,
  entries: 3,
  operations: 6,
  rows: 20,
  permissions: 60,
  frames: 8,
  names: 4,
  forcing: 2,
  named: 2,
  excess: 12,
  excessOfGroup: 4,
  asleep: 3,
  operationsOfPermission: 12,
} as const;
