import type { Denial, DenialCause, DeniedCalls, DeniedOperation, ErrorCode, ErrorFacts } from '../../model/denial.ts';
import { count } from '../../model/words.ts';
import type { Answer } from '../answer.ts';
import type { Block, Content } from '../document/block.ts';
import { publishEvidence } from '../publish-evidence.ts';
import { causeBlocks, causesOf } from './denial-causes.ts';
import { readCodes } from './denial-codes.ts';
import { mendBlocks, strangePathBlocks } from './denial-operation.ts';
import { showPlaces } from './places.ts';

/**
 * What to do about denied calls: for each kind what the code means and, where a permission may be missing, the fewest
 * boxes that mend it; then what else can be behind it. Without a grant (`isGranted`) the boxes are those of a role
 * that has none yet.
 */
export function explainDenied(denied: DeniedCalls, facts: ErrorFacts, isGranted: boolean): Answer {
  const { denials, calls, from, problem, left } = denied;
  const causes = causesOf(denials, facts);
  return {
    blocks: [
      ...(denials.length === 0 ? nothingDenied(calls) : []),
      ...(problem === undefined ? [] : [paragraph(`The recording could not be read to its end: ${problem}.`)]),
      ...denials.flatMap((denial) => denialBlocks(denial, facts, isGranted)),
      ...(left === 0
        ? []
        : [paragraph(`${count(left, 'more denied call')} of further kinds ${left === 1 ? 'is' : 'are'} not shown.`)]),
      ...causeBlocks(causes),
    ],
    data: {
      kind: 'denied',
      from,
      calls,
      ...(problem === undefined ? {} : { problem }),
      denials: denials.map((denial) => denialData(denial, facts)),
      left,
      causes: causes.map(causeData),
    },
  };
}

function causeData({ id, codes, what, tell, change, source }: DenialCause) {
  return { id, codes, what, tell, change, ...(source === undefined ? {} : { source }) };
}

function nothingDenied(calls: number): Block[] {
  return [
    { kind: 'heading', level: 1, text: ['No call was denied'] },
    paragraph(
      calls === 0
        ? 'No call to Marketo is in this recording.'
        : `${count(calls, 'call')} to Marketo, and none was answered with access denied.`,
    ),
  ];
}

function paragraph(text: string): Block {
  return { kind: 'paragraph', text: [text] };
}

function denialBlocks(denial: Denial, facts: ErrorFacts, isGranted: boolean): Block[] {
  const { permission } = readCodes(denial, facts);
  const title = permission === 'missing' || permission === 'elsewhere' ? 'Denied' : 'Failed';
  const [only, ...more] = denial.operations;
  const id = only !== undefined && more.length === 0 ? only.operation.id : nameOf(denial);
  return [
    { kind: 'heading', level: 1, text: [`${title}: ${id}`] },
    { kind: 'facts', facts: seenFacts(denial, facts) },
    ...verdictBlocks(denial, permission),
    ...strangePathBlocks(denial),
    ...(permission === 'missing' ? mendBlocks(denial, isGranted) : []),
  ];
}

function nameOf({ method, path }: Denial): string {
  if (path === undefined) return 'a call that the text does not name';
  return [method, path].filter((part) => part !== undefined).join(' ');
}

function seenFacts(denial: Denial, facts: ErrorFacts): { label: string; value: Content }[] {
  const { principal, codes: written, calls, evidence } = denial;
  const { codes } = readCodes(denial, facts);
  const unnamed = written.length === 0 ? '; no code is named, so it is taken for this one' : '';
  return [
    ...codes.map((row) => ({ label: `Code ${row.code}`, value: [`${row.means}${unnamed}`] })),
    ...(codes.length === 0 ? [{ label: 'Code', value: ['none that rolefit knows'] }] : []),
    ...codes.map((row) => ({ label: 'To do', value: [row.next] })),
    ...(principal === undefined ? [] : [{ label: 'User', value: [principal] }]),
    ...(evidence.length === 0 ? [] : [{ label: 'Seen', value: showPlaces(evidence, calls) }]),
  ];
}

/** What the codes say of the role, before any box is named. */
const verdicts = {
  missing: undefined,
  elsewhere: 'The permission is there, but not for the partition of these records: no further box mends it.',
  held: 'This is not about the role: the operation itself answered, so the permission is there.',
  unknown: 'This is not about the role: the call failed before permissions were looked at.',
} as const satisfies Record<ErrorCode['permission'], string | undefined>;

function verdictBlocks({ allowed }: Denial, permission: ErrorCode['permission']): Block[] {
  const verdict = verdicts[permission];
  if (verdict !== undefined) return [paragraph(verdict)];
  if (allowed === 0) return [];
  const times = count(allowed, 'time');
  return [
    paragraph(
      `The same user was allowed this operation ${times} in the same recording. So the permission was there, then or for other data: look at workspace and partition first.`,
    ),
  ];
}

function denialData(denial: Denial, facts: ErrorFacts) {
  const { principal, method, path, operations, similar, calls, allowed, evidence } = denial;
  const { codes, permission } = readCodes(denial, facts);
  return {
    ...(principal === undefined ? {} : { principal }),
    ...(method === undefined ? {} : { method }),
    ...(path === undefined ? {} : { path }),
    permission,
    codes: codes.map(({ code: number, level, means, next }) => ({ code: number, level, means, next })),
    operations: operations.map(operationData),
    similar: similar.map(({ id }) => id),
    calls,
    allowed,
    evidence: evidence.map(publishEvidence),
  };
}

function operationData({ operation, mend, others }: DeniedOperation) {
  return {
    operation: operation.id,
    name: operation.name,
    needs: mend.needs,
    add: mend.add,
    disputed: others.map(({ source, needs, add }) => ({ source, needs, add })),
  };
}
