import type { CallTarget, Match, Matcher } from '../match.ts';

/** More targets are matched anew each time. */
const mostTargets = 5_000;

/** A matcher that works an answer out once: of a call of source code it is asked at each step, for each program that makes it. */
export function rememberMatches(matcher: Matcher): Matcher {
  const known = new Map<string, Match>();
  const match = (call: CallTarget): Match => {
    const { method, host, path, openBase } = call;
    const key = JSON.stringify([method, host, path, openBase]);
    const answer = known.get(key) ?? matcher.match(call);
    if (known.size < mostTargets) known.set(key, answer);
    return answer;
  };
  return { match, similar: matcher.similar };
}
