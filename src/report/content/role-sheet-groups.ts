import { count } from '../../model/words.ts';
import { type Block, type Content, strong } from '../document/block.ts';
import type { SheetBox, SheetGroup } from './role-sheet-boxes.ts';

/** A group of the dialog, box by box. Nothing for a group that is to be left alone as a whole. */
export function groupBlocks(group: SheetGroup, hasGrant: boolean): Block[] {
  const { own, boxes, name } = group;
  if (own !== 'untick' && boxes.every(({ change }) => change === 'leave')) return [];
  return [
    { kind: 'heading', level: 2, text: [name] },
    { kind: 'paragraph', text: [adviceOf(group)] },
    {
      kind: 'list',
      items: boxes.map((box) => ({ mark: isTicked(box) ? 'ticked' : 'unticked', text: boxText(box, hasGrant) })),
    },
  ];
}

/** The group's own box comes first: ticking it is the usual way to grant too much. */
function adviceOf({ own, boxes }: SheetGroup): string {
  if (own === 'untick') return "Untick the group's own box first: it grants everything in it.";
  if (own === 'leave') return 'Do not tick the group itself: that grants everything in it.';
  const open = boxes.filter((box) => !isTicked(box)).length;
  if (open === 0) return 'Every box of this group is needed.';
  return `Ticking the group may tick everything in it: untick the ${count(open, 'box', 'boxes')} left open below.`;
}

function isTicked({ change }: SheetBox): boolean {
  return change === 'tick' || change === 'keep';
}

const changeWords = { tick: 'tick it', keep: 'ticked already', untick: 'untick it', leave: '' } as const;

function boxText({ permission, change }: SheetBox, hasGrant: boolean): Content {
  const word = hasGrant && changeWords[change] !== '' ? ` (${changeWords[change]})` : '';
  if (change === 'leave') return [permission.name];
  const name = change === 'untick' ? permission.name : strong(permission.name);
  return [name, change === 'untick' ? word : `${word}: ${permission.grants}`];
}
