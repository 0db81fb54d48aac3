import type { Evidence } from '../../model/evidence.ts';
import type { OperationId } from '../../model/operation.ts';
import type { OperationUse } from '../../model/operation-use.ts';
import type { ServiceReport } from '../../model/report.ts';
import { describeEvidence } from '../describe-evidence.ts';
import { type Content, code, muted } from '../document/block.ts';
import { formatNumber, listSome } from '../words.ts';
import { limits } from './limits.ts';

/** The first places of many: "src/a.ts:3:1, src/b.ts:9:5 and 4 more". `calls` may be more than the evidence kept. */
export function showPlaces(evidence: readonly Evidence[], calls: number): Content {
  const places = [...new Set(evidence.map(describeEvidence))];
  const shown = places.slice(0, limits.places);
  const more = Math.max(places.length, calls) - shown.length;
  return more > 0 && shown.length > 0
    ? [shown.join(', '), muted(` and ${formatNumber(more)} more`)]
    : [listSome(shown, limits.places)];
}

/** One row for each operation, with the places that call it: the first few, then a count of the others. */
export function operationRows(ids: readonly OperationId[], service: ServiceReport): (readonly Content[])[] {
  const uses = new Map(service.operations.map((use) => [use.operation.id, use]));
  const rows = ids.slice(0, limits.operations).map((id): readonly Content[] => {
    const use = uses.get(id);
    return [[code(id)], use === undefined ? [] : usePlaces(use)];
  });
  const rest = ids.length - rows.length;
  return rest > 0 ? [...rows, [[muted(`and ${formatNumber(rest)} more`)], []]] : rows;
}

function usePlaces(use: OperationUse): Content {
  return showPlaces(use.evidence, use.calls);
}
