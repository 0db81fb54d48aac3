import type { ServiceReport } from '../../model/report.ts';
import { listWords } from '../../model/words.ts';
import { type Block, type Content, code, type Inline } from '../document/block.ts';
import { limits } from './limits.ts';

/** What would be left of the role without the calls whose failure the program survives. */
export function optionalBlocks(service: ServiceReport): Block[] {
  const text = optionalContent(service);
  return text === undefined ? [] : [{ kind: 'paragraph', text }];
}

export function optionalContent({ withoutOptional, role }: ServiceReport): Content | undefined {
  if (withoutOptional === undefined) return undefined;
  const { operations, permissions } = withoutOptional;
  const shown = operations.slice(0, limits.named);
  const more = operations.length - shown.length;
  const names = shown.flatMap((id, index): Inline[] => [...(index === 0 ? [] : [', ']), code(id)]);
  const isSame = role.permissions.every(({ name }) => permissions.includes(name));
  return [
    'Optional, as the program goes on where they fail: ',
    ...names,
    ...(more > 0 ? [` and ${more} more`] : []),
    '. ',
    isSame
      ? 'Without them the role would be the same.'
      : `Without them ${listWords(permissions)} would be enough for the rest.`,
  ];
}
