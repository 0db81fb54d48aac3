import type { Limit, SpeedCase } from '../contender.ts';
import { analysis, knip, node, search, tsMorph } from '../contenders.ts';
import { integrationOperations } from '../generate/integration.ts';
import { type MonorepoOptions, monorepo, monorepoVersion } from '../generate/monorepo.ts';
import { writeTree } from '../generate/write-tree.ts';

interface Size {
  readonly files: number;
  readonly integrations: number;
  readonly limits: readonly Limit[];
  /** What else runs on it, and how often at most. */
  readonly peers?: { readonly knip?: number; readonly 'ts-morph'?: number };
}

const belowKnip: readonly Limit[] = [{ of: 'rolefit', over: ['knip'], most: 1 }];
export const largest = { files: 32_000, integrations: 4 } as const;

const sizes: readonly Size[] = [
  { files: 1_000, integrations: 1, limits: [] },
  { files: 2_000, integrations: 1, peers: { knip: 2 }, limits: belowKnip },
  { files: 4_000, integrations: 1, peers: { knip: 2 }, limits: belowKnip },
  { files: 8_000, integrations: 2, peers: { knip: 1 }, limits: belowKnip },
  { files: 13_000, integrations: 2, peers: { knip: 1 }, limits: belowKnip },
  {
    ...largest,
    peers: { 'ts-morph': 1 },
    limits: [
      { of: 'rolefit', over: ['search'], most: 5 },
      { of: 'rolefit', over: ['ts-morph'], most: 1 / 15 },
      { of: 'rolefit', peakMegabytes: 300 },
    ],
  },
];

/** Monorepos of several sizes, in which only a few files have to do with Marketo. */
export const monorepos: readonly SpeedCase[] = sizes.map(({ limits, peers = {}, ...size }) => ({
  name: `monorepo-${size.files}`,
  what: `a monorepo of ${size.files} source files, ${size.integrations} of its packages with Marketo`,
  prepare: (setting) => {
    const folder = writeMonorepo(setting.trees, `monorepo-${size.files}`, size);
    return {
      contenders: [
        node,
        search(folder),
        analysis(setting, folder, integrationOperations),
        ...(peers.knip === undefined ? [] : [{ ...knip(folder), rounds: peers.knip }]),
        ...(peers['ts-morph'] === undefined ? [] : [{ ...tsMorph(folder, 'first'), rounds: peers['ts-morph'] }]),
      ],
      limits,
    };
  },
}));

/** The most frequent repository of all: one that has nothing to do with Marketo. */
export const noMarketo: SpeedCase = {
  name: 'no-marketo',
  what: 'a monorepo of 12000 source files without Marketo',
  prepare: (setting) => {
    const folder = writeMonorepo(setting.trees, 'no-marketo', { files: 12_000, integrations: 0 });
    return {
      contenders: [node, search(folder), analysis(setting, folder, [])],
      limits: [{ of: 'rolefit', over: ['node', 'search'], most: 1.5 }],
    };
  },
};

/** One that names Marketo without calling it: that nothing is there has to be found out by looking closer. */
export const nearMarketo: SpeedCase = {
  name: 'near-marketo',
  what: 'the same with an icon and a label for Marketo, and paths of other vendors that look like its own',
  prepare: (setting) => {
    const folder = writeMonorepo(setting.trees, 'near-marketo', { files: 12_000, integrations: 0, near: true });
    return {
      contenders: [node, search(folder), analysis(setting, folder, [])],
      limits: [{ of: 'rolefit', over: ['node', 'search'], most: 6 }],
    };
  },
};

/** @returns the absolute folder of a kept or new tree */
export function writeMonorepo(trees: string, name: string, options: MonorepoOptions): string {
  return writeTree(trees, `${name}.v${monorepoVersion}`, () => monorepo(options));
}
