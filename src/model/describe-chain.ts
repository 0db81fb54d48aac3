import type { SourceEvidence } from './evidence.ts';
import { count } from './words.ts';

/** A chain of more steps is named by its ends. */
const mostSteps = 2;

/**
 * Where the URL is written and where it is sent: "base URL src/config.ts:9, 2 steps, sent by axios src/client.ts:30".
 * What stands on the line of the call itself needs no mention, nor does its file.
 */
export function describeChain({ file, line, chain }: SourceEvidence): string {
  const steps = chain.filter((step) => step.file !== file || step.line !== line);
  const words = steps.map((step) => `${step.label} ${step.file === file ? 'line ' : `${step.file}:`}${step.line}`);
  if (words.length <= mostSteps) return words.join(', ');
  return [words[0], count(words.length - 2, 'step'), words.at(-1)].join(', ');
}
