import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { fingerprintFindings } from '../../src/report/index.ts';
import { createFindings, ids } from '../kit/report.ts';

const findings = createFindings();

function unresolvedAt(line: number, file = 'src/a.ts'): Finding {
  return {
    kind: 'unresolved-call',
    service: 'default',
    severity: 'note',
    confidence: 'partial',
    arguments: { known: 'POST /rest/v1/{?}.json', reason: 'a parameter' },
    location: { file, line, column: 3 },
  };
}

function missingFor(operations: readonly (typeof ids)[keyof typeof ids][], line: number): Finding {
  const [first] = findings.filter(({ kind }) => kind === 'missing-permission');
  if (first?.kind !== 'missing-permission') throw new Error('the kit has no such finding');
  return { ...first, arguments: { ...first.arguments, operations }, location: { file: 'x.ts', line } };
}

describe('a fingerprint', () => {
  test('is of its finding alone', () => {
    const all = fingerprintFindings(findings);
    expect(new Set(all).size).toBe(findings.length);
    for (const [index, finding] of findings.entries()) expect(fingerprintFindings([finding])).toEqual([all[index]]);
  });

  test('stays when lines move, and when more calls need the same', () => {
    expect(fingerprintFindings([unresolvedAt(4)])).toEqual(fingerprintFindings([unresolvedAt(90)]));
    expect(fingerprintFindings([missingFor([ids.approve], 1)])).toEqual(
      fingerprintFindings([missingFor([ids.approve, ids.content], 7)]),
    );
  });

  test('counts those that are alike, and tells files, services and kinds apart', () => {
    const [first, second, other] = fingerprintFindings([unresolvedAt(4), unresolvedAt(9), unresolvedAt(4, 'src/b.ts')]);
    expect(first?.replace(/:1$/, ':2')).toBe(second);
    expect(other).toMatch(/:1$/);
    expect(other).not.toBe(first);
    expect(fingerprintFindings([{ ...unresolvedAt(4), service: 'other' }])).not.toEqual([first]);
  });

  test('is unique, whatever the input is called', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.nat(9))), (places) => {
        const all = fingerprintFindings(places.map(([file, line]) => unresolvedAt(line, file)));
        expect(new Set(all).size).toBe(places.length);
      }),
      { numRuns: 100 },
    );
  });
});
