import type { Fixture } from '../../test/kit/fixtures.ts';
import { describeStatement, type Statement } from '../../test/kit/statements.ts';
import type { Claims } from './claims.ts';
import { deadButLive, falseLowerBound, type Judgement } from './judgement.ts';

/** What is asked of a fixture: its statements, place by place. */
export type PlacedTruth = Pick<Fixture, 'statements' | 'tolerated' | 'expected'>;

type Place = Pick<Statement, 'file' | 'line'>;

/**
 * Holds claims against a program of which every place is known. An open call is right where one is expected, and where
 * an operation that is missed would be: it is shown, if not followed.
 */
export function judgeByPlaces({ statements, tolerated, expected: whole }: PlacedTruth, claims: Claims): Judgement {
  const ofKind = (kind: Statement['kind']) => statements.filter((one) => one.kind === kind);
  const operations = ofKind('operation');
  const expected = idsOf(operations);
  const missed = operations.filter(({ text }) => !claims.live.has(text));
  const open = [...claims.unresolved, ...claims.unmatched];
  const mayBeOpen = [...ofKind('unresolved'), ...tolerated, ...missed];
  const unmatched = new Set(ofKind('unmatched').map(describeStatement));
  return {
    expected,
    reported: claims.live,
    dead: new Set([...idsOf(ofKind('unreachable'))].filter((id) => !expected.has(id))),
    silent: missed.filter((one) => !claims.dead.has(one.text) && !isAtOneOf(open, one)).map(describeStatement),
    deadButLive: deadButLive(expected, claims),
    falseOpen: [
      ...claims.unresolved.filter((one) => !isAtOneOf(mayBeOpen, one)).map(describeStatement),
      ...falseLowerBound(claims, whole?.role.status === 'complete' && missed.length === 0),
    ],
    falseUnmatched: claims.unmatched.map(describeStatement).filter((one) => !unmatched.has(one)),
  };
}

function idsOf(statements: readonly Statement[]): ReadonlySet<string> {
  return new Set(statements.map(({ text }) => text));
}

function isAtOneOf(places: readonly Place[], { file, line }: Place): boolean {
  return places.some((place) => place.file === file && place.line === line);
}
