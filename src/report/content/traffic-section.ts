import type { GrantBounds, Proof } from '../../model/grant-bounds.ts';
import type { OperationId } from '../../model/operation.ts';
import { deniedCalls, wasAnswered } from '../../model/operation-use.ts';
import type { ServiceReport } from '../../model/report.ts';
import { count, formatNumber, listWords } from '../../model/words.ts';
import { type Block, type Content, code, type Mark, muted, strong } from '../document/block.ts';
import type { ReportModel } from '../render-options.ts';
import { limits } from './limits.ts';
import { showSome } from './show-some.ts';

/** What the recorded answers prove about the role that the user has today, whether or not a grant is given. */
export function trafficSection(service: ServiceReport, { rules }: ReportModel): Block[] {
  const { bounds } = service;
  if (bounds === undefined) return [];
  const rows = statements(bounds, service);
  return [
    { kind: 'heading', level: 2, text: ['What the traffic proves about the current role'] },
    ...showSome(rows, limits.rows, 'statement', (shown) => ({ kind: 'list', items: shown })),
    { kind: 'paragraph', text: [restSentence(service, bounds, rules.operations.length)] },
    ...(bounds.unexplained.length === 0
      ? []
      : [{ kind: 'paragraph', text: unexplainedText(bounds.unexplained) } as const]),
    ...(rows.length === 0 ? [] : [{ kind: 'paragraph', text: [muted(condition(bounds))] } as const]),
  ];
}

interface Statement {
  readonly mark: Mark;
  readonly text: Content;
}

function statements({ held, oneOf, lacked, oneLacked }: GrantBounds, service: ServiceReport): readonly Statement[] {
  const state = (mark: Mark, verb: string, names: string, because: Proof): Statement => {
    return { mark, text: [`${verb} `, strong(names), ': Marketo ', ...proofText(because, service)] };
  };
  const anyOf = (sets: readonly (readonly string[])[]) =>
    listWords(
      sets.map((names) => listWords(names)),
      'or',
    );
  return [
    ...held.map(({ name, because }) => state('needed', 'has', name, because)),
    ...oneOf.map(({ alternatives, because }) => state('needed', 'has', anyOf(alternatives), because)),
    ...lacked.map(({ name, because }) => state('none', 'lacks', name, because)),
    ...oneLacked.map(({ permissions, because }) => state('none', 'lacks', listWords(permissions, 'or'), because)),
  ];
}

/** "allowed GET … and 2 more", "allowed GET … and denied POST …": a proof takes answers of either kind, or of both. */
function proofText(because: Proof, { operations }: ServiceReport): Content {
  // Of an operation that was answered as well, no denial proves anything.
  const refused = operations.filter((use) => deniedCalls(use) > 0 && !wasAnswered(use));
  const denied = new Set(refused.map(({ operation }) => operation.id));
  const kinds = [
    { answer: 'allowed', ids: because.filter((id) => !denied.has(id)) },
    { answer: 'denied', ids: because.filter((id) => denied.has(id)) },
  ].filter(({ ids }) => ids.length > 0);
  return kinds.flatMap(({ answer, ids: [first, ...others] }, index): Content => {
    const more = others.length === 0 ? [] : [muted(` and ${formatNumber(others.length)} more`)];
    return [`${index === 0 ? '' : '; '}${answer} `, code(first ?? ''), ...more];
  });
}

/** What can be said of the excess without knowing the role. */
function restSentence({ comparison }: ServiceReport, bounds: GrantBounds, known: number): string {
  const { undecided, callable, beyond } = bounds;
  const rest = `It says nothing about ${count(undecided, 'other permission')}`;
  return [
    `That role allows ${range(callable)} of ${formatNumber(known)} operations, ${range(beyond)} of them beyond what is needed.`,
    ...(undecided === 0 ? [] : [comparison === undefined ? `${rest}; pass --granted to know.` : `${rest}.`]),
  ].join(' ');
}

function range({ atLeast, atMost }: GrantBounds['callable']): string {
  const [least, most] = [formatNumber(atLeast), formatNumber(atMost)];
  if (atLeast === atMost) return most;
  return atLeast === 0 ? `up to ${most}` : `at least ${least} and at most ${most}`;
}

function unexplainedText([first, ...others]: readonly OperationId[]): Content {
  if (first === undefined) return [];
  const which = others.length === 0 ? [code(first)] : [code(first), ` and ${count(others.length, 'other operation')}`];
  return [
    'No lack of a permission explains why Marketo denied ',
    ...which,
    ': other answers show that it was there. Look for an IP allowlist, the workspace of the role, or a change of the role while it was recorded.',
  ];
}

/** What all of it rests on. */
function condition({ lacked, oneLacked }: GrantBounds): string {
  const denials =
    lacked.length + oneLacked.length > 0 ? ', and only permissions decided: an IP allowlist answers 603 too' : '';
  return `Assuming all these calls were made with one role${denials}.`;
}
