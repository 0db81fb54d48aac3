import type { Limit, SpeedCase } from '../contender.ts';
import { analysis, knip, node, search, tsMorph } from '../contenders.ts';
import { integrationOperations } from '../generate/integration.ts';
import { monorepo } from '../generate/monorepo.ts';
import { writeTree } from '../generate/write-tree.ts';

interface Size {
  readonly files: number;
  readonly integrations: number;
  readonly limits: readonly Limit[];
  /** Whether knip and ts-morph run on it as well. */
  readonly peers: readonly ('knip' | 'ts-morph')[];
}

const sizes: readonly Size[] = [
  { files: 1_000, integrations: 1, peers: [], limits: [] },
  { files: 4_000, integrations: 1, peers: ['knip'], limits: [{ of: 'rolefit', over: ['knip'], most: 1 }] },
  { files: 10_000, integrations: 2, peers: ['knip'], limits: [{ of: 'rolefit', over: ['knip'], most: 1 }] },
  {
    files: 32_000,
    integrations: 4,
    peers: ['ts-morph'],
    limits: [
      { of: 'rolefit', over: ['search'], most: 5 },
      { of: 'rolefit', over: ['ts-morph'], most: 1 / 15 },
      { of: 'rolefit', peakMegabytes: 300 },
    ],
  },
];

/** Monorepos of several sizes, in which only a few files have to do with Marketo. */
export const monorepos: readonly SpeedCase[] = sizes.map(({ files, integrations, limits, peers }) => ({
  name: `monorepo-${files}`,
  what: `a monorepo of ${files} files, ${integrations} of its packages with Marketo`,
  prepare: (setting) => {
    const folder = writeTree(setting.trees, `monorepo-${files}`, () => monorepo({ files, integrations }));
    const asked = {
      knip: () => ({ ...knip(folder), rounds: 2 }),
      'ts-morph': () => ({ ...tsMorph(folder, 'first'), rounds: 1 }),
    };
    return {
      contenders: [
        node,
        search(folder),
        analysis(setting, folder, integrationOperations),
        ...peers.map((name) => asked[name]()),
      ],
      limits,
    };
  },
}));

/** The most frequent repository of all: one that has nothing to do with Marketo. */
export const noMarketo: SpeedCase = {
  name: 'no-marketo',
  what: 'a monorepo of 12000 files without Marketo',
  prepare: (setting) => {
    const folder = writeTree(setting.trees, 'no-marketo', () => monorepo({ files: 12_000, integrations: 0 }));
    return {
      contenders: [node, search(folder), analysis(setting, folder, [])],
      limits: [{ of: 'rolefit', over: ['node', 'search'], most: 1.5 }],
    };
  },
};
