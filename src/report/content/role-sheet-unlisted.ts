import type { PermissionName } from '../../model/permission.ts';
import { listWords } from '../../model/words.ts';
import type { Block } from '../document/block.ts';
import type { SheetGroup } from './role-sheet-boxes.ts';

/** The boxes to tick that Adobe's page on the role dialog does not list: newer ones, which not every dialog offers. */
export function unlistedBoxes(groups: readonly SheetGroup[]): readonly PermissionName[] {
  return groups.flatMap(({ boxes }) =>
    boxes
      .filter(({ change, permission }) => change === 'tick' && !permission.sources.includes('role-dialog'))
      .map(({ permission }) => permission.name),
  );
}

/** What to do where the dialog does not offer a box. */
export function unlistedBlocks(groups: readonly SheetGroup[]): Block[] {
  const names = unlistedBoxes(groups);
  if (names.length === 0) return [];
  const [box, it] = names.length === 1 ? ['box', 'it'] : ['boxes', 'them'];
  return [
    { kind: 'heading', level: 2, text: [`If a box is missing`] },
    {
      kind: 'paragraph',
      text: [
        `Adobe's page on the role dialog does not list the ${box} ${listWords(names)}, so yours may not offer ${it}.`,
      ],
    },
    {
      kind: 'steps',
      steps: [
        ['Close the role, open it again and save it: some boxes are offered only after that.'],
        ['If that does not help, make a new role and look there: newer boxes are shown in roles that are made anew.'],
        [
          'If the box is still missing, ask Adobe whether the subscription has the feature. Do not tick the box of the group in its place: that grants everything in it.',
        ],
      ],
    },
  ];
}
