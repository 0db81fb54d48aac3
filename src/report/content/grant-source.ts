import type { Grant } from '../../model/role.ts';
import type { Block } from '../document/block.ts';

/** Says that the grant is a guide's list and nobody's role, and how far to trust it. */
export function grantSourceBlocks({ source }: Grant): Block[] {
  if (source === undefined) return [];
  const lead = `Compared with what a guide tells customers to grant: ${source.title}, ${source.url}`;
  return [
    { kind: 'paragraph', text: [lead] },
    ...(source.caveat === undefined ? [] : [{ kind: 'paragraph', text: [source.caveat] } as const]),
  ];
}
