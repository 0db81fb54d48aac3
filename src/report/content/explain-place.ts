import type { Evidence } from '../../model/evidence.ts';
import { compareLocations, type Location } from '../../model/location.ts';
import type { Report } from '../../model/report.ts';
import type { Answer } from '../answer.ts';
import { describeCall } from '../describe-pattern.ts';
import { type Block, type Content, code } from '../document/block.ts';
import { describeUnknown } from './calls-section.ts';

interface Seen {
  readonly at: Location;
  readonly what: string;
  readonly consequence: string;
}

/** What happens at one line of the analysed code: the calls made there, and those whose URL is put together there. */
export function explainPlace(file: string, line: number, report: Report): Answer | undefined {
  const seen = report.services.flatMap((service): Seen[] => [
    ...service.operations.flatMap((use) => {
      const by = service.role.certificate.find((entry) => entry.operation === use.operation.id)?.by ?? [];
      const consequence = by.length === 0 ? 'needs no permission' : `needs ${by.join(' and ')}`;
      return located(use.evidence, file, line).map((at) => ({ at, what: use.operation.id, consequence }));
    }),
    ...service.unmatched.flatMap((call) =>
      located(call.evidence, file, line).map((at) => ({
        at,
        what: describeCall(call),
        consequence: 'matches no known operation',
      })),
    ),
    ...service.unresolved.flatMap((call) =>
      located([call.evidence], file, line).map((at) => ({
        at,
        what: describeCall(call),
        consequence: `could not be followed: ${describeUnknown(call)}`,
      })),
    ),
  ]);
  if (seen.length === 0) return undefined;
  const sorted = seen.toSorted((a, b) => compareLocations(a.at, b.at));
  return {
    blocks: [{ kind: 'heading', level: 1, text: [`${file}:${line}`] }, seenTable(sorted)],
    data: { kind: 'place', file, line, calls: sorted },
  };
}

/** The call site, or the step of its chain, that stands on this line. */
function located(evidence: readonly Evidence[], file: string, line: number): Location[] {
  return evidence.flatMap((one) => {
    if (one.kind !== 'source') return [];
    const step = [one, ...one.chain].find((place) => place.file === file && place.line === line);
    return step === undefined ? [] : [{ file: one.file, line: one.line, column: one.column }];
  });
}

function seenTable(seen: readonly Seen[]): Block {
  return {
    kind: 'table',
    columns: ['Called at', 'Call', 'Therefore'],
    rows: seen.map(({ at, what, consequence }): readonly Content[] => [
      [`${at.file}:${at.line}:${at.column}`],
      [code(what)],
      [consequence],
    ]),
  };
}
