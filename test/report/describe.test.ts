import { describe, expect, test } from 'vitest';
import { findingKinds } from '../../src/model/finding-kinds/index.ts';
import { describeFinding } from '../../src/report/index.ts';
import { createFindings } from '../kit/report.ts';

describe('describeFinding', () => {
  const findings = createFindings();

  test('the kit has a finding of every kind', () => {
    expect(findings.map(({ kind }) => kind).toSorted()).toEqual(Object.keys(findingKinds).toSorted());
  });

  test.each(findings)('$kind is one sentence that names what it is about', (finding) => {
    const sentence = describeFinding(finding);
    expect(sentence).not.toMatch(/undefined|\[object|\n|\.$/);
    const texts = Object.values(finding.arguments)
      .flat()
      .filter((value) => typeof value === 'string');
    for (const text of texts) expect(sentence).toContain(text);
  });

  test('no two kinds say the same', () => {
    expect(new Set(findings.map(describeFinding)).size).toBe(findings.length);
  });
});
