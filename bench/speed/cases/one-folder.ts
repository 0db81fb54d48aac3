import type { SpeedCase } from '../contender.ts';
import { analysis, node, tsMorph } from '../contenders.ts';
import { integration, integrationOperations, type TreeFile } from '../generate/integration.ts';
import { writeTree } from '../generate/write-tree.ts';

/** One integration and the command that starts it: a repository of its own. */
export function* oneIntegration(): Generator<TreeFile> {
  yield* integration('src');
  yield ['src/cli.ts', "import { syncAll } from './job';\n\nvoid syncAll(['a@example.com']);\n"];
}

/** The everyday case: one integration, all of which matters. */
export const oneFolder: SpeedCase = {
  name: 'one-folder',
  what: 'one integration of six files',
  prepare: (setting) => {
    const folder = writeTree(setting.trees, 'one-folder', oneIntegration);
    return {
      contenders: [node, tsMorph(folder, 'all'), analysis(setting, folder, integrationOperations)],
      limits: [{ of: 'rolefit', over: ['ts-morph'], most: 1.2 }],
    };
  },
};
