import { describeEvidence } from '../../model/describe-evidence.ts';
import { describeCall } from '../../model/describe-pattern.ts';
import type { Operation } from '../../model/operation.ts';
import { count, listSome } from '../../model/words.ts';
import { type Block, type Content, code } from '../document/block.ts';
import type { CallAt } from './calls-at.ts';
import { describeUnknown } from './calls-section.ts';
import { limits } from './limits.ts';
import { showSome } from './show-some.ts';

/** What can be done about the calls of which the operation is not known: what is known, and what to write there. */
export function openCallBlocks(calls: readonly CallAt[]): Block[] {
  return calls.flatMap((one) => {
    if (one.kind === 'operation') return [];
    return one.kind === 'unresolved' ? unresolvedBlocks(one) : unmatchedBlocks(one);
  });
}

function unresolvedBlocks({ call, evidence }: Extract<CallAt, { kind: 'unresolved' }>): Block[] {
  const { candidates, narrowedTo = [] } = call;
  const advice =
    candidates.length === 0
      ? 'Say what it calls in a comment on that line or alone above it, with the operation in place of this one:'
      : 'If it is one of these, say so in a comment on that line or alone above it; several with commas between them:';
  const example = candidates.length === 0 ? ['GET /rest/v1/leads.json'] : candidates.map(({ id }) => id);
  return [
    { kind: 'heading', level: 2, text: [`Not followed: ${placeOf(evidence)}`] },
    {
      kind: 'facts',
      facts: [knownFact(call), { label: 'Not known', value: [describeUnknown(call)] }, ...recordedFact(narrowedTo)],
    },
    { kind: 'paragraph', text: [advice] },
    ...showSome(example, limits.rows, 'operation', (shown) => ({
      kind: 'list',
      items: shown.map((id) => ({ mark: 'none', text: [code(`// rolefit: ${id}`)] })),
    })),
  ];
}

/** Recorded beside the code; that the call sends nothing else is not known, so it stays open. */
function recordedFact(narrowedTo: readonly Operation[]): { label: string; value: Content }[] {
  if (narrowedTo.length === 0) return [];
  const ids = narrowedTo.map(({ id }) => id);
  return [{ label: 'Traffic shows', value: [listSome(ids, limits.names)] }];
}

/** No comment can help here: the path is known, so an operation that has another one contradicts it. */
function unmatchedBlocks({ call, evidence }: Extract<CallAt, { kind: 'unmatched' }>): Block[] {
  const { similar } = call;
  return [
    { kind: 'heading', level: 2, text: [`No such operation: ${placeOf(evidence)}`] },
    { kind: 'facts', facts: [knownFact(call)] },
    {
      kind: 'paragraph',
      text:
        similar.length === 0
          ? ['No operation that rolefit knows comes near.']
          : [
              `${count(similar.length, 'operation')} of those that rolefit knows ${similar.length === 1 ? 'comes' : 'come'} near:`,
            ],
    },
    ...showSome(similar, limits.rows, 'operation', (shown) => ({
      kind: 'list',
      items: shown.map(({ id }) => ({ mark: 'none', text: [code(id)] })),
    })),
  ];
}

function knownFact(call: Parameters<typeof describeCall>[0]): { label: string; value: Content } {
  const known = describeCall(call);
  return { label: 'Known', value: known === '' ? ['nothing'] : [code(known)] };
}

function placeOf(evidence: CallAt['evidence']): string {
  return evidence.kind === 'source' ? `${evidence.file}:${evidence.line}` : describeEvidence(evidence);
}
