import process from 'node:process';
import type { SpeedCase } from '../contender.ts';
import { node, rolefit } from '../contenders.ts';

/** What is printed without reading anything. */
export const startUp: SpeedCase = {
  name: 'start-up',
  what: '--version and --help',
  prepare: (setting) => ({
    contenders: [
      node,
      {
        ...rolefit(setting, 'version', ['--version'], process.cwd()),
        check: (stdout) => (/^\d+\.\d+\.\d+/.test(stdout) ? undefined : 'is no version'),
      },
      {
        ...rolefit(setting, 'help', ['--help'], process.cwd()),
        check: (stdout) => (stdout.includes('--granted') ? undefined : 'is no help'),
      },
    ],
    limits: [
      { of: 'version', over: ['node'], most: 1.5 },
      { of: 'help', over: ['node'], most: 2 },
    ],
  }),
};
