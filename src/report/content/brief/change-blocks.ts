import type { ServiceReport } from '../../../model/report.ts';
import type { Comparison } from '../../../model/role.ts';
import { formatNumber, listWords } from '../../../model/words.ts';
import { type Block, type Group, muted, strong } from '../../document/block.ts';
import { describeAbilities } from '../../reach.ts';
import { grantSourceBlocks } from '../grant-source.ts';
import { limits } from '../limits.ts';

/** What to change in the role of today, a line for each box: the worst excess first, then what calls fail without. */
export function changeBlocks(service: ServiceReport): Block[] {
  const { comparison } = service;
  if (comparison === undefined) return [];
  return [
    ...grantSourceBlocks(comparison.grant),
    ...list('Untick in the Marketo role; until then, a stolen credential could', [
      ...comparison.grant.groups.map(untickGroup),
      ...excess(service, comparison),
    ]),
    ...list('Tick in the Marketo role', comparison.missing.map(tick)),
    ...doubt(service, comparison),
  ];
}

function list(title: string, groups: readonly Group[]): Block[] {
  if (groups.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: [title] },
    { kind: 'groups', columns: ['Permission', 'Why'], groups },
  ];
}

/** As long as a group's own box is ticked, unticking single ones in it changes nothing. */
function untickGroup(group: string): Group {
  return row('excess', group, 'do all that the group allows: untick this box before those in it');
}

function excess({ blastRadius }: ServiceReport, { broader, grant }: Comparison): Group[] {
  // With a group's box ticked that one is what to change; the worst of what it grants says why.
  const most = grant.groups.length > 0 ? limits.excessOfGroup : limits.excess;
  const shown = blastRadius.excess.slice(0, most).map(({ name, reach }) => {
    const enough = broader.find((one) => one.name === name)?.enough ?? [];
    const harm =
      reach.operations.length === 0
        ? 'do nothing more with it than with the minimal role'
        : describeAbilities(reach.abilities, 1);
    const instead = enough.length === 0 ? '' : ` (tick ${listWords(enough)} instead)`;
    return row('excess', name, `${harm}${instead}`);
  });
  const rest = blastRadius.excess.length - shown.length;
  if (rest <= 0) return shown;
  return [
    ...shown,
    { mark: 'none', head: [`and ${formatNumber(rest)} more`], rows: [[[muted('--verbose lists them')]]] },
  ];
}

function tick({ name, because }: Comparison['missing'][number]): Group {
  const fails = because.length === 1 ? '1 operation fails' : `${formatNumber(because.length)} operations fail`;
  return row('missing', name, `${fails} without it`);
}

function row(mark: Group['mark'], name: string, text: string): Group {
  return { mark, head: [strong(name)], rows: [[[text]]] };
}

/** What speaks against unticking at once; nothing where nothing would be unticked. */
function doubt({ role }: ServiceReport, { unused, broader }: Comparison): Block[] {
  if (unused.length + broader.length === 0 || role.status === 'complete') return [];
  return [{ kind: 'paragraph', text: ['Before you untick anything, look at what is open: it may need more.'] }];
}
