import { describeStatement } from '../../test/kit/statements.ts';
import type { Claims } from './claims.ts';
import { deadButLive, falseLowerBound, type Judgement } from './judgement.ts';
import type { Truth } from './truth.ts';

/**
 * Holds claims against a program of which only is known what it sends, not where. While something is missed, open calls
 * are taken to stand for it; when nothing is, there is nothing to be open about. A run knows one input, so a program
 * that does more with others is counted as wrongly open as well.
 */
export function judgeByTruth({ operations, dead, unmatched }: Truth, claims: Claims): Judgement {
  // Tokens ask for no permission, and who stands in for a server hands them out unasked.
  const reported = new Set([...claims.live].filter((id) => operations.has(id) || !id.includes(' /identity/')));
  const missed = [...operations].filter((id) => !claims.live.has(id));
  const isWhole = missed.length === 0;
  return {
    expected: operations,
    reported,
    dead,
    silent: claims.role === 'complete' ? missed.filter((id) => !claims.dead.has(id)) : [],
    deadButLive: deadButLive(operations, claims),
    falseOpen: isWhole
      ? [...claims.unresolved.map(describeStatement), ...falseLowerBound(claims, unmatched.size === 0)]
      : [],
    falseUnmatched: claims.unmatched.filter(({ text }) => !unmatched.has(text)).map(describeStatement),
  };
}

/** What the judgement finds wrong, a line each, in the words of the fixtures' test. */
export function differencesFrom(truth: Truth, claims: Claims, judgement: Judgement): string[] {
  const { expected, reported, silent, deadButLive, falseOpen, falseUnmatched } = judgement;
  const manner = (id: string) => {
    if (deadButLive.includes(id)) return ', only listed as dead';
    return silent.includes(id) ? ', and not a word about it' : '';
  };
  const unmatched = new Set(claims.unmatched.map(({ text }) => text));
  return [
    ...[...expected].filter((id) => !reported.has(id)).map((id) => `missing: ${id}${manner(id)}`),
    ...[...truth.unmatched].filter((text) => !unmatched.has(text)).map((text) => `missing: unmatched ${text}`),
    ...[...reported].filter((id) => !expected.has(id)).map((id) => `noisy: ${id}`),
    ...[...falseOpen, ...falseUnmatched].map((one) => `noisy: ${one}`),
  ];
}
