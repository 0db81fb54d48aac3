import { didYouMean, quote } from '../words.ts';
import type { FindingKindDefinition } from './definition.ts';

/** A granted name that could not be compared. */
export const unknownPermission: FindingKindDefinition<
  'unknown-permission',
  { readonly name: string; readonly suggestion?: string }
> = {
  kind: 'unknown-permission',
  severity: 'warning',
  title: 'A granted name is not a known permission',
  why: 'A name that is not known could not be compared, so what it allows is missing from every number of the report.',
  help: 'Correct the name; `rolefit model permissions` lists every name and alias.',
  topics: ['grant'],
  precision: 'high',
  risk: 'none',
  about: 'grant',
  gate: 'ordinary',
  shownAs: 'finding',
  brief: 'by severity',
  beginsWithName: false,
  describe: ({ name, suggestion }) => `${quote(name)} is not a known permission${didYouMean(suggestion)}`,
  subject: ({ name }) => [name],
  find: ({ services }) =>
    services.flatMap(({ name, comparison }) =>
      (comparison?.grant.unknown ?? []).map((unknown) => ({
        arguments: unknown,
        service: name,
        confidence: 'exact',
      })),
    ),
  sample: { name: 'Read-Only Leads', suggestion: 'Read-Only Lead' },
};
