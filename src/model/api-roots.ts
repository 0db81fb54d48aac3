/**
 * What paths of Marketo's API begin with, two segments of each; a star stands for any. Whoever looks for such paths in
 * texts takes them from here, and a test holds them against the operations.
 */
export const apiStarts = [
  'bulk/v1',
  'identity/oauth',
  'rest/asset',
  'rest/v1',
  'soap/mktows',
  'subscriptions/*',
  'userservice/management',
] as const;

/** The first segment of each, as alternatives of a regular expression. */
export const apiRoots = [...new Set(apiStarts.map((start) => start.split('/', 1).join('')))].join('|');

/**
 * Both segments of those that are known by them, as alternatives of a regular expression.
 * @param slash how the slash between them may be written
 */
export function apiStartsWith(slash: string): string {
  return apiStarts
    .filter((start) => !start.endsWith('*'))
    .map((start) => start.replace('/', slash))
    .join('|');
}
