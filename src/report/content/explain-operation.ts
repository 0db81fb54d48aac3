import type { Agreement, Claim, ClaimSource, Operation } from '../../model/operation.ts';
import type { Spelling } from '../../model/operation-use.ts';
import type { Report } from '../../model/report.ts';
import { requirementText } from '../../model/requirement.ts';
import { count } from '../../model/words.ts';
import type { Answer } from '../answer.ts';
import { type Block, type Content, code, strong } from '../document/block.ts';
import { publishEvidence } from '../publish-evidence.ts';
import { showFrames } from './code-frames.ts';
import type { ExplainContext } from './explain-context.ts';
import { limits } from './limits.ts';
import { operationData } from './operation-data.ts';
import { showPlaces } from './places.ts';
import { whatIf, whatIfBlocks } from './what-if.ts';

export const sourceNames: Readonly<Record<ClaimSource, string>> = {
  spec: 'OpenAPI specification',
  'endpoint-table': 'endpoint table of the developer guide',
  guide: 'developer guide',
};

const agreements: Readonly<Record<Agreement, string>> = {
  single: 'only one source names a requirement',
  same: 'the sources ask for the same',
  overlap: 'the sources share a way to meet them both, but one accepts more',
  conflict: 'disputed: the sources contradict each other, so at least one of them is wrong',
};

const spellingSentences: Readonly<Record<Spelling, string>> = {
  alias: 'Some are written as a source misprints the path',
  case: 'Some differ in letter case',
  'trailing-slash': 'Some end in a slash',
  'doubled-slash': 'Some have doubled slashes',
  'missing-rest': 'Some leave out "/rest"',
  'method-override': 'Some are sent as POST with "_method", which counts as this operation',
};

/** Why an operation asks for what it asks, who says so, and, with a report, where it is called. */
export function explainOperation(operation: Operation, report: Report | undefined, context?: ExplainContext): Answer {
  return {
    blocks: [
      { kind: 'heading', level: 1, text: [operation.name] },
      { kind: 'facts', facts: operationFacts(operation) },
      ...claimBlocks(operation),
      ...(report === undefined ? [] : useBlocks(operation, report, context)),
    ],
    data: {
      kind: 'operation',
      operation: operationData(operation),
      ...(report === undefined ? {} : { uses: useData(operation, report, context) }),
    },
  };
}

function operationFacts(operation: Operation): { label: string; value: Content }[] {
  const also = [
    operation.personalData ? 'personal data' : 'no personal data',
    ...(operation.acrossWorkspaces ? ['reaches every workspace, whatever the workspace of the role'] : []),
  ];
  const aliases = operation.aliases.map(({ path, source }) => `${path} (${sourceNames[source]})`);
  return [
    { label: 'Operation', value: [code(operation.id)] },
    { label: 'Needs', value: [strong(requirementText(operation.requires))] },
    { label: 'Effect', value: [`${operation.effect}; ${also.join('; ')}`] },
    { label: 'Sources', value: [agreements[operation.agreement]] },
    ...(operation.superseded ? [{ label: 'Superseded', value: ['a newer operation does the same work'] }] : []),
    ...(aliases.length === 0 ? [] : [{ label: 'Also spelled', value: [aliases.join(', ')] }]),
    { label: 'Group', value: [operation.group] },
    ...(operation.operationId === undefined ? [] : [{ label: 'Operation id', value: [operation.operationId] }]),
    { label: 'Rule', value: [operation.rule] },
  ];
}

function claimBlocks(operation: Operation): Block[] {
  const advice = operation.disputed
    ? [
        `The role counts "${requirementText(operation.requires)}". If the call answers 603, grant what the other source names as well.`,
      ]
    : [];
  return [
    { kind: 'heading', level: 2, text: ['What each source says'] },
    { kind: 'table', columns: ['Source', 'Read on', 'Asks for'], rows: operation.claims.map(claimRow) },
    ...advice.map((text): Block => ({ kind: 'paragraph', text: [text] })),
  ];
}

function claimRow(claim: Claim): readonly Content[] {
  const asks = claim.requires === undefined ? 'names no permission' : requirementText(claim.requires);
  return [[sourceNames[claim.source]], [claim.checked], [asks]];
}

function useBlocks(operation: Operation, report: Report, context: ExplainContext | undefined): Block[] {
  const blocks = report.services.flatMap((service): Block[] => {
    const use = service.operations.find((candidate) => candidate.operation.id === operation.id);
    if (use === undefined) return [];
    const by = service.role.certificate.find((entry) => entry.operation === operation.id)?.by ?? [];
    const met = by.length === 0 ? '' : ` The role meets it with ${by.join(' and ')}.`;
    const calls = `${count(use.calls, 'call')}, ${use.certainty}${use.reachable ? '' : ', in code that nothing reaches'}.`;
    const written = use.spellings.map(({ spelling, path }) => ` ${spellingSentences[spelling]} (${path}).`).join('');
    return [
      { kind: 'heading', level: 2, text: [`Used by ${service.name}`] },
      { kind: 'paragraph', text: [`${calls}${met}${written}`] },
      {
        kind: 'list',
        items: use.evidence.slice(0, limits.rows).map((evidence) => ({
          mark: 'none',
          text: showPlaces([evidence], 1),
        })),
      },
      ...whatIfBlocks(service, use.evidence, context),
      ...showFrames(use.evidence, context?.frameOf),
    ];
  });
  return blocks.length > 0 ? blocks : [{ kind: 'paragraph', text: ['Nothing that was analysed calls it.'] }];
}

function useData(operation: Operation, report: Report, context: ExplainContext | undefined) {
  return report.services.flatMap((service) =>
    service.operations
      .filter((use) => use.operation.id === operation.id)
      .map((use) => ({
        service: service.name,
        certainty: use.certainty,
        reachable: use.reachable,
        calls: use.calls,
        by: service.role.certificate.find((entry) => entry.operation === operation.id)?.by ?? [],
        ...(context === undefined ? {} : { without: whatIf(service, use.evidence, context) }),
        evidence: use.evidence.map(publishEvidence),
      })),
  );
}
