import { describePlace } from '../../../model/describe-evidence.ts';
import { describeCall } from '../../../model/describe-pattern.ts';
import type { Finding, FindingKind } from '../../../model/finding.ts';
import { findingKinds } from '../../../model/finding-kinds/index.ts';
import type { UnmatchedCall, UnresolvedCall } from '../../../model/operation-use.ts';
import type { ServiceReport } from '../../../model/report.ts';
import { count, formatNumber } from '../../../model/words.ts';
import { type Block, type Content, code, type Group, parseCode } from '../../document/block.ts';
import { describeUnknown } from '../calls-section.ts';
import { limits } from '../limits.ts';
import { placeOf, showOperations } from './operation-rows.ts';

/**
 * Everything because of which the role may be too small, each at its place, and once for each kind what closes it. Calls
 * that nothing reaches are no reason.
 */
export function openBlocks(service: ServiceReport, findings: readonly Finding[]): Block[] {
  const unresolved = service.unresolved.filter(({ reachable }) => reachable);
  const unmatched = service.unmatched.filter(({ reachable }) => reachable);
  const ofKind = <Kind extends FindingKind>(kind: Kind) =>
    findings.filter((finding): finding is Finding & { kind: Kind } => finding.kind === kind);
  const texts = ofKind('text-not-followed');
  const modules = ofKind('module-not-read');
  const conditions = ofKind('unknown-condition');
  const groups = [
    ...group('unresolved-call', `${count(unresolved.length, 'call')} could not be followed`, unresolved, unresolvedRow),
    ...group(
      'unmatched-call',
      `${count(unmatched.length, 'call')} matched no known operation`,
      unmatched,
      unmatchedRow,
    ),
    ...group(
      'text-not-followed',
      `${count(texts.length, 'text')} that ${texts.length === 1 ? "looks like Marketo's API leads" : "look like Marketo's API lead"} to no call`,
      texts,
      (one) => [placeOfFinding(one), [code(one.arguments.text)]],
    ),
    ...group('module-not-read', `${count(modules.length, 'imported module')} not read`, modules, (one) => [
      placeOfFinding(one),
      [code(one.arguments.module ?? 'a module that is not named plainly')],
    ]),
    ...group('unknown-condition', `${count(conditions.length, 'parameter')} not known`, conditions, (one) => [
      placeOfFinding(one),
      [
        code(one.arguments.operation),
        ` needs ${one.arguments.requirement} as well if it passes `,
        code(one.arguments.parameter),
      ],
    ]),
  ];
  if (groups.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: ['Open: more permissions may be needed, never fewer'] },
    { kind: 'groups', columns: ['Open', 'Seen at', 'Known', 'May be'], groups },
  ];
}

function group<Item>(
  kind: FindingKind,
  title: string,
  items: readonly Item[],
  toRow: (item: Item) => readonly Content[],
): Group[] {
  if (items.length === 0) return [];
  const rest = items.length - limits.rows;
  const rows = items.slice(0, limits.rows).map(toRow);
  const more: Content[] = rest > 0 ? [[`and ${formatNumber(rest)} more`]] : [];
  const help = parseCode(findingKinds[kind].help);
  return [{ mark: 'open', head: [title], rows: [...rows, ...more.map((text) => [text]), [help]] }];
}

function unresolvedRow(call: UnresolvedCall): readonly Content[] {
  const known = describeCall(call);
  return [
    placeOf([call.evidence], 1),
    known === '' ? ['nothing is known of it'] : [code(known)],
    [`not known: ${describeUnknown(call)}; may be `, ...candidates(call)],
  ];
}

function candidates({ candidates: fitting }: UnresolvedCall): Content {
  if (fitting.length === 0) return ['any operation'];
  if (fitting.length <= limits.named) return showOperations(fitting.map(({ id }) => id));
  return [`any of ${formatNumber(fitting.length)} operations`];
}

function unmatchedRow(call: UnmatchedCall): readonly Content[] {
  const similar = call.similar[0];
  return [
    placeOf(call.evidence, call.calls),
    [code(describeCall(call))],
    similar === undefined ? [] : ['did you mean ', code(similar.id), '?'],
  ];
}

function placeOfFinding({ location }: Finding): Content {
  if (location === undefined) return [];
  const { file, line } = location;
  return [code(describePlace(line === undefined ? { file } : { file, line }))];
}
