import type { SpeedCase } from '../contender.ts';
import { analysis, node, search } from '../contenders.ts';
import { closelyKnit as tree } from '../generate/closely-knit.ts';
import { integrationOperations } from '../generate/integration.ts';
import { writeTree } from '../generate/write-tree.ts';

/** The worst case for whoever follows imports: from any file every other can be reached. */
export const closelyKnit: SpeedCase = {
  name: 'closely-knit',
  what: '1500 files in which everything imports everything',
  prepare: (setting) => {
    const folder = writeTree(setting.trees, 'closely-knit', () => tree(1_500));
    return { contenders: [node, search(folder), analysis(setting, folder, integrationOperations)], limits: [] };
  },
};
