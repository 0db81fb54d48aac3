import type { FrameOf } from '../../model/code-frame.ts';
import type { Evidence, SourceEvidence } from '../../model/evidence.ts';
import type { Location } from '../../model/location.ts';
import { count } from '../../model/words.ts';
import { type Block, code, muted } from '../document/block.ts';
import { limits } from './limits.ts';

interface Stop {
  readonly at: Location;
  readonly label: string;
}

/**
 * The call sites as code, each followed by the steps of its chain: the way one would read it. Every line once; after
 * the first few their number.
 */
export function showFrames(evidence: readonly Evidence[], frameOf: FrameOf | undefined): Block[] {
  if (frameOf === undefined) return [];
  const sources = evidence.filter((one): one is SourceEvidence => one.kind === 'source');
  const blocks = distinct(sources.flatMap(stopsOf)).flatMap(({ at, label }): Block[] => {
    const frame = frameOf(at);
    const place = `${at.file}:${at.line}:${at.column}`;
    return frame === undefined ? [] : [{ kind: 'code', title: [code(place), muted(` ${label}`)], frame }];
  });
  const more = blocks.length - limits.frames;
  const rest: Block[] = more > 0 ? [{ kind: 'paragraph', text: [`And ${count(more, 'more place')}.`] }] : [];
  return [...blocks.slice(0, limits.frames), ...rest];
}

function stopsOf({ file, line, column, chain }: SourceEvidence): Stop[] {
  return [
    { at: { file, line, column }, label: 'the call' },
    ...chain.map((step) => ({ at: { file: step.file, line: step.line, column: step.column }, label: step.label })),
  ];
}

/** A line is shown once, as what it comes as first: two carets in it would tell no more. */
function distinct(stops: readonly Stop[]): readonly Stop[] {
  const seen = new Map<string, Stop>();
  for (const stop of stops) {
    const key = `${stop.at.line}:${stop.at.file}`;
    if (!seen.has(key)) seen.set(key, stop);
  }
  return [...seen.values()];
}
