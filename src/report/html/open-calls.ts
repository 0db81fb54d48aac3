import { describeEvidence, describePlace } from '../../model/describe-evidence.ts';
import { describeCall } from '../../model/describe-pattern.ts';
import type { SourceEvidence } from '../../model/evidence.ts';
import type { ServiceReport } from '../../model/report.ts';
import { count } from '../../model/words.ts';
import type { CallAt } from '../content/calls-at.ts';
import { showFrames } from '../content/code-frames.ts';
import { openCallBlocks } from '../content/explain-open-call.ts';
import { blocksToHtml } from './blocks.ts';
import { type Child, element, type Markup } from './markup.ts';
import { code, firstOf, muted, paragraph } from './parts.ts';
import type { ServiceView } from './service-view.ts';

const shown = 50;

/** The calls that make the role a lower bound, with what to write beside them in the code. */
export function openCallsSection(view: ServiceView): Markup | undefined {
  const calls = openCalls(view.service);
  if (calls.length === 0) return undefined;
  const { shown: items, rest } = firstOf(calls, shown, 'call', (call) => openCall(call, view));
  return element(
    'section',
    {},
    element('h3', { id: `${view.anchor}-open` }, `Not known: ${count(calls.length, 'call')}`),
    paragraph('More permissions may be needed for these, never fewer.'),
    ...items,
    rest,
  );
}

interface OpenCall {
  readonly title: string;
  readonly known: string;
  /** Where it was seen when that is traffic, which no comment can explain. */
  readonly traffic: string | undefined;
  readonly at: CallAt | undefined;
}

function openCalls(service: ServiceReport): readonly OpenCall[] {
  const unresolved = service.unresolved.map((call): OpenCall => {
    const { evidence } = call;
    const at = evidence.kind === 'source' ? ({ kind: 'unresolved', service, call, evidence } as const) : undefined;
    return { title: 'could not be followed', known: describeCall(call), traffic: trafficOf(evidence), at };
  });
  const unmatched = service.unmatched.map((call): OpenCall => {
    const evidence = call.evidence.find((one): one is SourceEvidence => one.kind === 'source');
    const at = evidence === undefined ? undefined : ({ kind: 'unmatched', service, call, evidence } as const);
    return { title: 'matches no known operation', known: describeCall(call), traffic: trafficOf(call.evidence[0]), at };
  });
  return [...unresolved, ...unmatched];
}

function trafficOf(evidence: Parameters<typeof describeEvidence>[0] | undefined): string | undefined {
  return evidence?.kind === 'traffic' ? describeEvidence(evidence) : undefined;
}

function openCall({ title, known, traffic, at }: OpenCall, view: ServiceView): Child {
  const place = at === undefined ? traffic : describePlace(at.evidence);
  // The block's own heading says the place once more; the summary has it already.
  const blocks = at === undefined ? [] : openCallBlocks([at]).filter(({ kind }) => kind !== 'heading');
  return element(
    'details',
    { class: 'operation', 'data-item': true },
    element(
      'summary',
      {},
      known === '' ? 'A call' : code(known),
      muted(` ${title}${place === undefined ? '' : ` · ${place}`}`),
    ),
    element(
      'div',
      { class: 'inside' },
      ...blocksToHtml(blocks, 4),
      ...(at === undefined ? [paragraph('Seen in recorded traffic; no comment in the code can explain it.')] : []),
      ...(at === undefined ? [] : blocksToHtml(showFrames([at.evidence], view.frameOf), 4)),
    ),
  );
}
