import type { Evidence } from '../model/evidence.ts';
import type { InputSummary } from '../model/report.ts';
import type { TextCounts } from '../model/text-account.ts';

/** Field by field, so that nothing a collector may carry along can slip into the output. */
export function publishEvidence(evidence: Evidence) {
  if (evidence.kind === 'traffic') {
    return {
      kind: evidence.kind,
      file: evidence.file,
      entry: evidence.entry,
      ...(evidence.unit === undefined ? {} : { unit: evidence.unit }),
      outcome: evidence.outcome,
      ...(evidence.cause === undefined ? {} : { cause: evidence.cause }),
    };
  }
  return {
    kind: evidence.kind,
    file: evidence.file,
    line: evidence.line,
    column: evidence.column,
    chain: evidence.chain.map(({ file, line, column, label }) => ({ file, line, column, label })),
    ...(evidence.optional === undefined ? {} : { optional: evidence.optional }),
  };
}

export function publishInput(input: InputSummary) {
  return {
    file: input.file,
    kind: input.kind,
    read: input.read,
    calls: input.calls,
    skipped: input.skipped.map(({ reason, count }) => ({ reason, count })),
    complete: input.complete,
    ...(input.texts === undefined ? {} : { texts: publishTexts(input.texts) }),
    ...(input.modulesNotRead === undefined ? {} : { modulesNotRead: input.modulesNotRead }),
    ...(input.problem === undefined ? {} : { problem: input.problem }),
    ...(input.from === undefined ? {} : { from: input.from }),
    ...(input.to === undefined ? {} : { to: input.to }),
    ...(input.notes === undefined ? {} : { notes: input.notes }),
    ...(input.secrets === undefined
      ? {}
      : { secrets: { clientSecrets: input.secrets.clientSecrets, tokens: input.secrets.tokens } }),
    ...(input.entries === undefined
      ? {}
      : { entries: input.entries.map(({ reason, count, files }) => ({ reason, count, files })) }),
  };
}

export function publishTexts({ called, open, unmatched, noRequest, notFollowed }: TextCounts) {
  return { called, open, unmatched, noRequest, notFollowed };
}
