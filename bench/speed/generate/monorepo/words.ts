import type { Random } from '../random.ts';

export const nouns = [
  ...['account', 'address', 'basket', 'booking', 'budget', 'carrier', 'charge', 'comment', 'contract', 'coupon'],
  ...['customer', 'device', 'document', 'estimate', 'filter', 'invoice', 'label', 'ledger', 'member', 'message'],
  ...['notice', 'order', 'payment', 'plan', 'profile', 'quota', 'receipt', 'refund', 'region', 'report'],
  ...['review', 'rule', 'schedule', 'session', 'shipment', 'stock', 'team', 'ticket', 'tenant', 'voucher'],
] as const;
export const verbs = [
  ...['apply', 'archive', 'build', 'collect', 'compare', 'describe', 'format', 'group', 'load', 'merge', 'normalize'],
  ...['parse', 'render', 'resolve', 'select', 'sort', 'split', 'store', 'update', 'validate'],
] as const;
export const fields = [
  ...['amount', 'city', 'code', 'count', 'createdAt', 'currency', 'id', 'kind', 'locale', 'name', 'note', 'owner'],
  ...['region', 'state', 'status', 'title', 'total', 'updatedAt', 'value', 'version'],
] as const;
/** What a team calls the folders of a package. */
export const areas = [
  ...['api', 'cache', 'common', 'components', 'config', 'domain', 'features', 'format', 'forms', 'hooks', 'http'],
  ...['jobs', 'layout', 'model', 'pages', 'queue', 'routes', 'server', 'services', 'shared', 'store', 'views'],
] as const;
export const externals = [
  ...['react', 'zod', 'date-fns', 'node:path', 'node:crypto', 'lodash-es', 'pino', 'express', 'graphql', 'clsx'],
] as const;
const prose = [
  ...[
    'a',
    'about',
    'after',
    'all',
    'and',
    'are',
    'as',
    'before',
    'by',
    'can',
    'each',
    'for',
    'from',
    'has',
    'in',
    'is',
  ],
  ...[
    'it',
    'keeps',
    'later',
    'may',
    'new',
    'no',
    'not',
    'of',
    'old',
    'only',
    'or',
    'that',
    'the',
    'then',
    'to',
    'when',
  ],
] as const;

export function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Words that read like a comment from far away. */
export function sentence(random: Random, words: number): string {
  const some = Array.from({ length: words }, () => random.pick(random.chance(0.3) ? nouns : prose));
  return capitalized(`${some.join(' ')}.`);
}
