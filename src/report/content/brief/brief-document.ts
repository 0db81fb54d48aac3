import { guessedEntry, type Report } from '../../../model/report.ts';
import { type Block, muted } from '../../document/block.ts';
import { describeEntries } from '../inputs-section.ts';
import { observedSentence, seenSentence, trafficCaution } from '../role-section.ts';
import { summarySection } from '../summary-section.ts';
import { changeBlocks } from './change-blocks.ts';
import { findingBlocks } from './finding-blocks.ts';
import { headline } from './headline.ts';
import { openBlocks } from './open-blocks.ts';
import { roleBlocks } from './role-blocks.ts';

/**
 * The report as it is read in ten seconds: of each service what it needs or what to change, an operation on one line with
 * the place that calls it, what is open, and the summary last. What each statement rests on is in `--verbose` and `explain`.
 */
export function briefDocument(report: Report): Block[] {
  const services = new Set<string | undefined>(report.services.map(({ name }) => name));
  const findingsOf = (name: string) => report.findings.filter(({ service }) => service === name);
  const elsewhere = report.findings.filter(({ service }) => !services.has(service));
  // What holds for the traffic of several services is said below them.
  const isSaidOnce = report.services.filter(({ observed }) => observed !== undefined).length > 1;
  const seen = isSaidOnce ? seenSentence : observedSentence;
  return [
    ...report.services.flatMap((service) => [
      headline(service),
      ...changeBlocks(service),
      ...roleBlocks(service, seen),
      ...openBlocks(service, findingsOf(service.name)),
      ...findingBlocks(findingsOf(service.name)),
    ]),
    ...(isSaidOnce ? [{ kind: 'paragraph', text: [muted(trafficCaution)] } as const] : []),
    ...findingBlocks(elsewhere),
    ...notes(report),
    summarySection(report),
  ];
}

const guesses: ReadonlySet<string> = new Set(Object.values(guessedEntry));

/** What was concluded about an input decides what the answer is about, so it is never left to be asked for. */
function notes({ inputs }: Report): Block[] {
  const items = inputs.flatMap(({ file, entries = [], notes: said = [] }) => {
    const guessed = entries.filter(({ reason }) => guesses.has(reason));
    const begins = guessed.length === 0 ? [] : [describeEntries(guessed)];
    return [...begins, ...said.map((note) => `${file}: ${note}.`)].map((text) => ({
      mark: 'none' as const,
      text: [text],
    }));
  });
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}
