import type { PermissionName } from '../../model/permission.ts';
import { isSilent, type ServiceReport } from '../../model/report.ts';
import type { Comparison } from '../../model/role.ts';
import { count, listSome, listWords } from '../../model/words.ts';
import { type Block, type Content, code, type Mark, strong } from '../document/block.ts';
import { beyondSentence, describeAbilities, idleSentence } from '../reach.ts';
import { limits } from './limits.ts';
import { describeUnknowns, silentSentence } from './role-section.ts';
import { verdict } from './verdict.ts';

/**
 * The first screen where there is a grant: the verdict in a line, which box to change first and why, what a thief
 * could do today, and how far to trust it. The tables that follow have the whole of it.
 */
export function verdictSection(service: ServiceReport): Block[] {
  const { comparison } = service;
  if (comparison === undefined) return [];
  const steps = firstSteps(service, comparison);
  const paragraphs = [
    isSilent(service) ? silentSentence(service) : '',
    [beyondSentence(service), idleSentence(service)].filter((sentence) => sentence !== undefined).join(' '),
    doubt(service, comparison) ?? '',
  ];
  return [
    { kind: 'heading', level: 1, text: [`${service.name}: ${verdict(service, comparison)}`] },
    ...(steps.length === 0 ? [] : [{ kind: 'list', items: steps } as const]),
    ...paragraphs.filter((text) => text !== '').map((text) => ({ kind: 'paragraph', text: [text] }) as const),
  ];
}

interface Step {
  readonly mark: Mark;
  readonly text: Content;
}

/** A box that opens nothing can wait: what makes calls fail comes before it, what a thief could use comes first. */
function firstSteps(service: ServiceReport, comparison: Comparison): readonly Step[] {
  const { groups } = comparison.grant;
  const [worst] = service.blastRadius.excess;
  const missing = comparison.missing.length === 0 ? [] : [tick(comparison.missing)];
  const before = groups.length === 0 ? [] : [untickGroups(groups)];
  if (worst === undefined) return [...before, ...missing];
  const could = describeAbilities(worst.reach.abilities, 2);
  if (could === '') return [...before, ...missing, leave(worst.name)];
  return [...before, untick(worst.name, could, comparison), ...missing];
}

/** As long as a group's own box is ticked, unticking single ones in it changes nothing. */
function untickGroups(groups: readonly string[]): Step {
  const boxes = groups.length === 1 ? 'the box of the group ' : 'the boxes of the groups ';
  const grants = groups.length === 1 ? 'grants everything in it' : 'grant everything in them';
  const text = ['Before all else, untick ', boxes, strong(listWords(groups)), `, which ${grants}.`];
  return { mark: 'excess', text };
}

function untick(name: PermissionName, could: string, { broader }: Comparison): Step {
  const enough = broader.find((one) => one.name === name)?.enough;
  const lead: Content =
    enough === undefined || enough.length === 0
      ? ['Untick first: ', strong(name), '. ']
      : ['Replace first: ', strong(name), ' with ', strong(listWords(enough)), '. '];
  const why = enough === undefined ? 'No call uses it' : 'Less is needed';
  return { mark: 'excess', text: [...lead, why, `, and with it a stolen credential could ${could}.`] };
}

function leave(name: PermissionName): Step {
  return { mark: 'excess', text: ['Not needed: ', strong(name), '. It allows nothing beyond the role it needs.'] };
}

function tick(missing: Comparison['missing']): Step {
  const names = missing.map(({ name }) => name);
  const [operation, ...others] = new Set(missing.flatMap(({ because }) => because));
  if (operation === undefined) throw new Error('a permission is missing for no operation');
  const fails = others.length === 0 ? code(operation) : count(others.length + 1, 'operation');
  const without = names.length === 1 ? '. Without it ' : '. Without them ';
  return { mark: 'missing', text: ['Tick: ', strong(listSome(names, limits.names)), without, fails, ' would fail.'] };
}

/** What speaks against unticking at once; nothing where nothing would be unticked. */
function doubt(service: ServiceReport, { unused, broader }: Comparison): string | undefined {
  if (unused.length + broader.length === 0) return undefined;
  if (service.role.status === 'lower-bound') {
    return `Before you untick, look at what is open: ${describeUnknowns(service)}, which may need more.`;
  }
  if (service.observed === undefined) return undefined;
  return 'Before you untick: traffic proves what is used, never what is not. A call that was not recorded is not known.';
}
