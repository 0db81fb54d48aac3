import { leftOutReasons } from '../../../src/sources/left-out.ts';
import type { Contender, SpeedCase } from '../contender.ts';
import { analysis, node, search } from '../contenders.ts';
import { closelyKnitDeciding as decidingTree, farOperation, closelyKnit as tree } from '../generate/closely-knit.ts';
import { integrationOperations } from '../generate/integration.ts';
import { writeTree } from '../generate/write-tree.ts';

/** The worst case for whoever follows imports: from any file every other can be reached. */
export const closelyKnit: SpeedCase = {
  name: 'closely-knit',
  what: '1500 files in which everything imports everything',
  prepare: (setting) => {
    const folder = writeTree(setting.trees, 'closely-knit', () => tree(1_500));
    return {
      contenders: [node, search(folder), sparing(analysis(setting, folder, integrationOperations))],
      limits: [{ of: 'rolefit', peakMegabytes: 200 }],
    };
  },
};

/** The same where one of the many callers decides an operation, and has to be found among them. */
export const closelyKnitDeciding: SpeedCase = {
  name: 'closely-knit-deciding',
  what: '1500 files in which everything imports everything, and one far away names an endpoint',
  prepare: (setting) => {
    const folder = writeTree(setting.trees, 'closely-knit-deciding', () => decidingTree(1_500));
    const expected = [...integrationOperations, farOperation].toSorted();
    return {
      contenders: [node, search(folder), sparing(analysis(setting, folder, expected))],
      limits: [{ of: 'rolefit', peakMegabytes: 250 }],
    };
  },
};

/** Besides the right answer: less than a third of the files that hang together may have been parsed for it. */
function sparing(contender: Contender): Contender {
  return {
    ...contender,
    check: (stdout, code) => contender.check?.(stdout, code) ?? tooManyParsed(stdout),
  };
}

function tooManyParsed(report: string): string | undefined {
  const { inputs } = JSON.parse(report) as {
    inputs: { kind: string; read: number; skipped: { reason: string; count: number }[] }[];
  };
  const { read = 0, skipped = [] } = inputs.find(({ kind }) => kind === 'source') ?? {};
  const unparsed = skipped.find(({ reason }) => reason === leftOutReasons['undeciding-callers'])?.count ?? 0;
  return unparsed * 3 > read * 2 ? undefined : `${read - unparsed} of ${read} files were parsed`;
}
