import type { Finding } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import type { InputSummary, ServiceReport } from '../model/report.ts';
import { makeFinding } from './make-finding.ts';

/** So many places are named; the counts of the report are whole. */
const mostPlaces = 200;

/** Texts of the code that look like Marketo's API and that nothing accounts for, each at its place. */
export function textFindings(inputs: readonly InputSummary[], code: ServiceReport | undefined): Finding[] {
  return inputs
    .flatMap(({ unfollowed }) => unfollowed ?? [])
    .slice(0, mostPlaces)
    .map(({ shown, ...place }) => makeFinding('text-not-followed', { text: shown }, detailsOf(place, code)));
}

/** Modules that may call Marketo and were not read, each where it is imported. */
export function moduleFindings(inputs: readonly InputSummary[], code: ServiceReport | undefined): Finding[] {
  return inputs
    .flatMap(({ missing }) => missing ?? [])
    .slice(0, mostPlaces)
    .map(({ name, isPackage, ...place }) =>
      makeFinding(
        'module-not-read',
        { ...(name === undefined ? {} : { module: name }), isPackage },
        detailsOf(place, code),
      ),
    );
}

function detailsOf({ file, line, column }: Location, code: ServiceReport | undefined) {
  const details = { confidence: 'partial', location: { file, line, column } } as const;
  return code === undefined ? details : { ...details, service: code.name };
}
