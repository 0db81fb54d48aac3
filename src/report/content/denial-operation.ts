import type { Denial, DeniedOperation, Mend } from '../../model/denial.ts';
import { isOfRemovedApi } from '../../model/removed-api.ts';
import { listWords } from '../../model/words.ts';
import { type Block, type Content, code, strong } from '../document/block.ts';
import { sourceNames } from './explain-operation.ts';

/** What lets a denied operation through: by the rule, and by the sources that contradict it. */
export function mendBlocks(denial: Denial, isGranted: boolean): Block[] {
  const several = denial.operations.length > 1;
  return denial.operations.flatMap((denied): Block[] => [
    ...(several ? [{ kind: 'heading', level: 2, text: [`If it was ${denied.operation.id}`] } as const] : []),
    { kind: 'facts', facts: mendFacts(denied, isGranted) },
    ...disputeBlocks(denied, isGranted),
    ...(denied.operation.acrossWorkspaces ? [acrossWorkspaces] : []),
  ]);
}

const acrossWorkspaces: Block = {
  kind: 'paragraph',
  text: ['This operation reaches every workspace, so the workspace of the role is not the cause.'],
};

function mendFacts({ operation, mend }: DeniedOperation, isGranted: boolean): { label: string; value: Content }[] {
  return [
    { label: 'Operation', value: [operation.name] },
    { label: 'Needs', value: [mend.needs] },
    { label: isGranted ? 'Tick' : 'Enough', value: [strong(mendText(mend, isGranted))] },
  ];
}

function mendText({ add }: Mend, isGranted: boolean): string {
  if (add.length > 0) return listWords(add);
  return isGranted ? 'nothing: the role has what the operation asks for' : 'nothing: it asks for no permission';
}

/** "If the role has X, try Y", or that less may do: the sources cannot both be right. */
function disputeBlocks({ mend, others }: DeniedOperation, isGranted: boolean): Block[] {
  return others.map((other): Block => {
    const source = sourceNames[other.source === 'rule' ? 'spec' : other.source];
    const asks = `the ${source} asks for ${other.needs}`;
    const isLess = mend.add.length > 0 && other.add.every((name) => mend.add.includes(name));
    const has = mend.add.length === 0 && isGranted ? 'The role has' : 'If the role has';
    const more = other.add.length === 0 ? 'which it has as well' : `so tick ${listWords(other.add)} as well`;
    return {
      kind: 'paragraph',
      text: [
        strong("Adobe's sources disagree. "),
        isLess
          ? `Less may be enough: ${asks} only.`
          : `${has} ${mend.needs} and the call is still denied: ${asks}, ${more}.`,
      ],
    };
  });
}

/** What is known of a path that is no operation's. */
export function strangePathBlocks({ path, operations, similar }: Denial): Block[] {
  if (operations.length > 0) return [];
  if (path === undefined) {
    return [
      { kind: 'paragraph', text: ['With the method and path of the call, its operation and permission can be told.'] },
    ];
  }
  if (isOfRemovedApi(path)) {
    return [
      { kind: 'paragraph', text: ['The SOAP API was removed on 2026-07-31: no permission lets this call through.'] },
    ];
  }
  if (similar.length === 0) {
    return [
      { kind: 'paragraph', text: ['No operation that rolefit knows has this path, so what it needs is not known.'] },
    ];
  }
  return [
    { kind: 'paragraph', text: ['No operation that rolefit knows has this path. These come near:'] },
    { kind: 'list', items: similar.map(({ id }) => ({ mark: 'none', text: [code(id)] })) },
  ];
}
