import type { Report } from '../model/report.ts';
import type { ConfigDraft } from './config-draft.ts';

/**
 * The draft without the services of which the analysis saw no call: what was started on its own and leads to code that
 * speaks of Marketo need not call it. A service that is left alone is the whole program, so its entries are found anew
 * in every run. The same draft where nothing changes, or nothing would be left.
 */
export function settleDraft(draft: ConfigDraft, report: Report): ConfigDraft {
  const calling = new Set(
    report.services.filter(({ operations }) => operations.some(({ reachable }) => reachable)).map(({ name }) => name),
  );
  const services = draft.services.filter(({ name }) => calling.has(name));
  if (services.length === 0 || services.length === draft.services.length) return draft;
  return { ...draft, services: services.length === 1 ? services.map((one) => ({ ...one, entries: [] })) : services };
}
