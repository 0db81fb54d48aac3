import { describeEvidence } from '../model/describe-evidence.ts';
import { describeCall } from '../model/describe-pattern.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Operation } from '../model/operation.ts';
import { requirementText } from '../model/requirement.ts';
import { count, listWords } from '../model/words.ts';
import { showFrames } from '../report/content/code-frames.ts';
import { openCallBlocks } from '../report/content/explain-open-call.ts';
import { explainOperation } from '../report/content/explain-operation.ts';
import { explainGroup, explainPermission } from '../report/content/explain-permission.ts';
import { roleBlocks } from '../report/content/explain-permission-role.ts';
import { permissionStates } from '../report/content/permission-states.ts';
import { type Block, type Content, code, muted, strong } from '../report/document/block.ts';
import { describeReach } from '../report/reach.ts';
import { annotationComment } from './annotation-comment.ts';
import { changeBlocks, changedBlocks, gainedBlocks } from './detail-change.ts';
import { planBlocks, serviceBlocks } from './detail-plan.ts';
import type { Explorer } from './explorer.ts';
import { opensAlone } from './row-notes.ts';
import type { State } from './state.ts';
import type { Subject } from './tree.ts';

/** Everything there is to say about the selected row: the same words as the report and `explain` use. */
export function detailBlocks(subject: Subject, state: State, explorer: Explorer): readonly Block[] {
  switch (subject.kind) {
    case 'group':
      return groupBlocks(subject.name, explorer);
    case 'permission':
      return permissionBlocks(subject, state, explorer);
    case 'operation':
      return operationBlocks(subject.use.operation, subject.use.evidence, state, explorer);
    case 'place':
      return placeBlocks(subject, state, explorer);
    case 'file':
      return fileBlocks(subject);
    case 'unresolved':
    case 'unmatched':
      return openBlocks(subject, state, explorer);
    case 'candidate':
      return [
        paragraph(['Space switches it on: the role as if the call were this one.']),
        ...explainOperation(subject.operation, undefined).blocks,
      ];
    case 'service':
      return serviceBlocks(subject.service, state, explorer);
    case 'switch':
      return planBlocks(subject.made.service, state, explorer);
    case 'change':
      return changeBlocks(subject.change);
    case 'gained':
      return gainedBlocks(subject.gained, explorer);
    case 'changed':
      return changedBlocks(subject, explorer);
    case 'seen':
      return seenBlocks(subject.evidence, explorer);
    default:
      return subject satisfies never;
  }
}

export function paragraph(text: Content): Block {
  return { kind: 'paragraph', text };
}

function groupBlocks(name: string, { input }: Explorer): readonly Block[] {
  const group = input.model.permissions.findGroup(name);
  return group === undefined ? [] : explainGroup(group, input.model).blocks;
}

function permissionBlocks({ placed }: SubjectOf<'permission'>, state: State, explorer: Explorer): readonly Block[] {
  const { model } = explorer.input;
  const { permission } = placed;
  const service = explorer.service(state);
  const { word, meaning } = permissionStates[placed.state];
  const inRole = service?.role.permissions.some(({ name }) => name === permission.name) === true;
  const opens = opensAlone(permission.name, state, explorer);
  const alone = `Switched on, it would open ${describeReach(opens)} beyond the role.`;
  return [
    paragraph([strong(permission.name), `: ${word}, ${meaning}.`]),
    ...(service === undefined ? [] : roleBlocks(permission, service, model, undefined)),
    ...(inRole ? [] : [paragraph([muted(alone)])]),
    ...(service === undefined
      ? []
      : showFrames(evidenceOf(placed.operations, state, explorer), explorer.input.frameOf)),
    // Its heading is the name once more.
    ...explainPermission(permission, model, undefined).blocks.slice(1),
  ];
}

function evidenceOf(operations: readonly string[], state: State, explorer: Explorer): readonly Evidence[] {
  const uses = explorer.service(state)?.operations ?? [];
  return uses.filter(({ operation }) => operations.includes(operation.id)).flatMap(({ evidence }) => evidence);
}

function operationBlocks(
  operation: Operation,
  evidence: readonly Evidence[],
  state: State,
  explorer: Explorer,
): readonly Block[] {
  const { report, frameOf } = explorer.input;
  const service = explorer.service(state);
  const services = service === undefined ? [] : [service];
  return [...explainOperation(operation, { ...report, services }).blocks, ...showFrames(evidence, frameOf)];
}

function placeBlocks({ use, evidence }: SubjectOf<'place'>, state: State, explorer: Explorer): readonly Block[] {
  const by =
    explorer.service(state)?.role.certificate.find(({ operation }) => operation === use.operation.id)?.by ?? [];
  const met = by.length === 0 ? 'It does not count for the role.' : `The role meets it with ${listWords(by)}.`;
  return [
    paragraph([strong(describeEvidence(evidence)), ' calls ', code(use.operation.id)]),
    paragraph([`It needs ${requirementText(use.operation.requires)}. ${met}`]),
    ...seenBlocks(evidence, explorer),
    ...explainOperation(use.operation, undefined).blocks.slice(1),
  ];
}

/** The code of a place and of the way its URL took; without the code, the way in words. */
function seenBlocks(evidence: Evidence, { input }: Explorer): readonly Block[] {
  if (evidence.kind === 'traffic')
    return [paragraph(['Recorded traffic: the report holds nothing else of the exchange.'])];
  const frames = showFrames([evidence], input.frameOf);
  if (frames.length > 0) return frames;
  const steps = evidence.chain.map(({ label, file, line, column }) => ({
    mark: 'none' as const,
    text: [`${label} `, code(`${file}:${line}:${column}`)],
  }));
  return steps.length === 0 ? [] : [paragraph(['By way of:']), { kind: 'list', items: steps }];
}

function fileBlocks({ file, calls }: SubjectOf<'file'>): readonly Block[] {
  return [
    paragraph([strong(file), `: ${count(calls, 'call')}.`]),
    paragraph(['Space switches the file off and shows what the role would be without it; o opens it.']),
  ];
}

function openBlocks(
  subject: SubjectOf<'unresolved'> | SubjectOf<'unmatched'>,
  state: State,
  explorer: Explorer,
): readonly Block[] {
  const service = explorer.service(state);
  const evidence = subject.kind === 'unresolved' ? subject.call.evidence : subject.call.evidence[0];
  if (service === undefined || evidence === undefined) return [paragraph([describeCall(subject.call)])];
  if (subject.kind === 'unmatched') {
    return [
      ...openCallBlocks([{ kind: 'unmatched', service, call: subject.call, evidence }]),
      ...seenBlocks(evidence, explorer),
    ];
  }
  const paste = paragraph(['y copies the comment to paste there: ', code(annotationComment(subject.call.candidates))]);
  return [
    ...(evidence.kind === 'source' ? [paste] : []),
    ...openCallBlocks([{ kind: 'unresolved', service, call: subject.call, evidence }]),
    ...seenBlocks(evidence, explorer),
  ];
}

type SubjectOf<Kind> = Extract<Subject, { readonly kind: Kind }>;
