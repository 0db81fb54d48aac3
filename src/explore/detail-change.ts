import type { GainedPermission, ServiceChange } from '../model/change.ts';
import { describeEvidence } from '../model/describe-evidence.ts';
import type { PermissionName } from '../model/permission.ts';
import { explainOperation } from '../report/content/explain-operation.ts';
import { explainPermission } from '../report/content/explain-permission.ts';
import { type Block, code, strong } from '../report/document/block.ts';
import { diffBlocks } from '../report/index.ts';
import type { Explorer } from './explorer.ts';
import type { ChangedHow } from './tree.ts';

const shownRows = 20;

/** What became of one service since the earlier report, in the words of `rolefit diff`. */
export function changeBlocks(change: ServiceChange): readonly Block[] {
  return diffBlocks([change], shownRows);
}

/** Why a permission is needed now that was not before. */
export function gainedBlocks({ permission, because, cause }: GainedPermission, explorer: Explorer): readonly Block[] {
  const why =
    cause === 'calls'
      ? 'These operations were not called before:'
      : 'All was called before; what it asks for has changed:';
  return [
    { kind: 'paragraph', text: [strong(permission), ' was not needed before. ', why] },
    {
      kind: 'list',
      items: because.map(({ operation, evidence }) => ({
        mark: 'missing',
        text: [code(operation), evidence[0] === undefined ? '' : ` ${describeEvidence(evidence[0])}`],
      })),
    },
    ...meaning(permission, explorer),
  ];
}

export function changedBlocks(
  { how, name }: { readonly how: ChangedHow; readonly name: string },
  explorer: Explorer,
): readonly Block[] {
  if (how === 'lost') return [{ kind: 'paragraph', text: ['Nothing needs it any more.'] }, ...meaning(name, explorer)];
  const operation = explorer.input.model.rules.find(name);
  return operation === undefined ? [] : explainOperation(operation, undefined).blocks;
}

/** Names of a lock may be older than the model. */
function meaning(name: string, { input }: Explorer): readonly Block[] {
  const known = input.model.permissions.permissions.find((one) => one.name === (name as PermissionName));
  return known === undefined ? [] : explainPermission(known, input.model, undefined).blocks;
}
