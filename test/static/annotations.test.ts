import { describe, expect, test } from 'vitest';
import { loadModel } from '../../src/load/model.ts';
import type { ApiCall } from '../../src/model/api-call.ts';
import type { SourceEvidence } from '../../src/model/evidence.ts';
import type { TextPattern } from '../../src/model/value.ts';
import { createMatcher } from '../../src/rules/match.ts';
import { applyAnnotations } from '../../src/static/results/annotations.ts';
import { createProgram } from '../../src/static/syntax/project.ts';

const { rules } = await loadModel();
const matcher = createMatcher(rules);
const ingestion = rules.operations.find(({ host }) => host === 'ingestion')?.id ?? '';

const hole = { reason: 'parameter', name: 'object' } as const;
const evidenceAt = (line: number): SourceEvidence => ({ kind: 'source', file: 'src/a.ts', line, column: 3, chain: [] });

function open(line: number, over: Partial<ApiCall> & { path?: TextPattern } = {}): ApiCall {
  return {
    method: 'GET',
    host: 'rest',
    path: ['/rest/v1/', hole, '.json'],
    parameters: { names: ['access_token'], complete: true },
    certainty: 'definite',
    reachable: true,
    evidence: evidenceAt(line),
    ...over,
  };
}

/** What becomes of calls in a file of this text: those left, as "line METHOD path (certainty)", and the problems. */
function annotate(text: string, calls: readonly ApiCall[], file = 'src/a.ts') {
  const { files } = createProgram(new Map([[file, text]]));
  const result = applyAnnotations(calls, files, matcher);
  return {
    calls: result.calls.map(({ method, path, certainty, evidence }) => {
      const line = evidence.kind === 'source' ? evidence.line : 0;
      return `${line} ${method} ${path.map((piece) => (typeof piece === 'string' ? piece : '{?}')).join('')} (${certainty})`;
    }),
    problems: result.problems.map(({ location, ...problem }) => ({ ...problem, line: location.line })),
  };
}

const leads = '1 GET /rest/v1/leads.json (inferred)';
const stillOpen = '1 GET /rest/v1/{?}.json (definite)';

describe('an annotation closes the call', () => {
  test.each([
    ['at the end of its line', 'send(x); // rolefit: GET /rest/v1/leads.json', 1],
    ['as a block in its line', 'send(/* rolefit: GET /rest/v1/leads.json */ x);', 1],
    ['before it in its line', '/* rolefit: GET /rest/v1/leads.json */ send(x);', 1],
    ['alone above it', '// rolefit: GET /rest/v1/leads.json\nsend(x);', 2],
    ['above it as documentation', '/** rolefit: GET /rest/v1/leads.json */\nsend(x);', 2],
    ['above it with another comment between', '// rolefit: GET /rest/v1/leads.json\n// biome-ignore\nsend(x);', 3],
    ['in letters of any case', 'send(x); // rolefit: get /rest/v1/leads.json', 1],
  ])('%s', (_, text, line) => {
    expect(annotate(text, [open(line)])).toEqual({ calls: [leads.replace(/^1/, String(line))], problems: [] });
  });

  test('in JSX', () => {
    const text = 'const a = <p>{/* rolefit: GET /rest/v1/leads.json */ send(x)}</p>;';
    const call = open(1, { evidence: { ...evidenceAt(1), file: 'src/a.tsx' } });
    expect(annotate(text, [call], 'src/a.tsx')).toEqual({ calls: [leads], problems: [] });
  });

  test('with the step in its chain, and all that the call carries', () => {
    const { files } = createProgram(new Map([['src/a.ts', 'send(x); // rolefit: POST /rest/v1/leads.json']]));
    const before = open(1, { method: undefined, host: undefined, reachable: false });
    expect(applyAnnotations([before], files, matcher).calls).toEqual([
      {
        ...before,
        method: 'POST',
        host: 'rest',
        path: ['/rest/v1/leads.json'],
        certainty: 'inferred',
        evidence: { ...evidenceAt(1), chain: [{ file: 'src/a.ts', line: 1, column: 10, label: 'annotated' }] },
      },
    ]);
  });

  test('as several operations, over several lines', () => {
    const text = '/*\n * rolefit: GET /rest/v1/leads.json,\n *   GET /rest/v1/lists.json\n */\nsend(x);';
    expect(annotate(text, [open(5)])).toEqual({
      calls: ['5 GET /rest/v1/leads.json (inferred)', '5 GET /rest/v1/lists.json (inferred)'],
      problems: [],
    });
  });

  test('and only that one: what the comment leaves out stays open', () => {
    const other = open(1, { path: ['/rest/asset/v1/', hole, '.json'] });
    expect(annotate('send(x); // rolefit: GET /rest/v1/leads.json', [open(1), other, open(2)]).calls).toEqual([
      '1 GET /rest/asset/v1/{?}.json (definite)',
      stillOpen.replace(/^1/, '2'),
      leads,
    ]);
  });

  test('once, though two alternatives of it were open', () => {
    const calls = [open(1), open(1, { path: ['/rest/', hole, '.json'] })];
    expect(annotate('send(x); // rolefit: GET /rest/v1/leads.json', calls).calls).toEqual([leads]);
  });

  test.each(rules.operations.map(({ id, host }) => ({ id, host })))('$id names itself', ({ id, host }) => {
    const { calls, problems } = applyAnnotations(
      [open(1, { method: undefined, host: undefined, path: [hole] })],
      createProgram(new Map([['src/a.ts', `send(x); // rolefit: ${id}`]])).files,
      matcher,
    );
    expect(problems).toEqual([]);
    expect(calls.map((call) => matcher.match(call))).toMatchObject([{ kind: 'matched', operation: { id } }]);
    expect(calls[0]?.host).toBe(host);
  });
});

describe('a comment that is wrong closes nothing', () => {
  test.each([
    ['another path', {}, 'GET /rest/asset/v1/emails.json'],
    ['another method', {}, 'POST /rest/v1/leads.json'],
    ['another host', { method: undefined, path: [hole] }, ingestion],
    ['another of two', {}, 'GET /rest/v1/leads.json, GET /rest/asset/v1/emails.json'],
    ['a path that is known', { path: ['/rest/v1/lists.json'], certainty: 'possible' }, 'GET /rest/v1/leads.json'],
  ] as const)('%s contradicts the call', (_, over, list) => {
    const call = open(1, over);
    const text = `send(x); // rolefit: ${list}`;
    const result = annotate(text, [call]);
    expect(result.problems).toMatchObject([{ kind: 'contradicted-annotation', call: { file: 'src/a.ts', line: 1 } }]);
    expect(result.calls).toHaveLength(1);
    expect(result.calls[0]).not.toContain('inferred');
  });

  test('an operation that nobody knows, with the one that is near', () => {
    expect(annotate('send(x); // rolefit: GET /rest/v1/leeds.json', [open(1)])).toEqual({
      calls: [stillOpen],
      problems: [
        {
          kind: 'unknown-annotation',
          annotation: 'GET /rest/v1/leeds.json',
          similar: 'GET /rest/v1/leads.json',
          line: 1,
        },
      ],
    });
  });

  test.each(['', 'leads', 'GET leads.json', 'ask ann@shipwise.example', `GET /rest/v1/${'a1'.repeat(16)}.json`])(
    '"%s" is no operation, and is not repeated',
    (text) => {
      expect(annotate(`send(x); // rolefit: ${text}`, [open(1)])).toEqual({
        calls: [stillOpen],
        problems: [{ kind: 'unknown-annotation', line: 1 }],
      });
    },
  );

  test.each([
    ['where nothing is called', '// rolefit: GET /rest/v1/leads.json\nconst a = 1;\nsend(x);', 3],
    ['at the end of the file', 'send(x);\n// rolefit: GET /rest/v1/leads.json', 1],
    ['at the end of the line above', 'const a = 1; // rolefit: GET /rest/v1/leads.json\nsend(x);', 2],
  ])('stale %s', (_, text, line) => {
    const { calls, problems } = annotate(text, [open(line)]);
    expect(calls).toEqual([stillOpen.replace(/^1/, String(line))]);
    expect(problems).toMatchObject([{ kind: 'stale-annotation', annotation: 'GET /rest/v1/leads.json' }]);
  });

  test('stale where the call is followed already', () => {
    const followed = open(1, { path: ['/rest/v1/lists.json'] });
    const { calls, problems } = annotate('send(); // rolefit: GET /rest/v1/lists.json', [followed]);
    expect(calls).toEqual(['1 GET /rest/v1/lists.json (definite)']);
    expect(problems).toMatchObject([{ kind: 'stale-annotation' }]);
  });
});

test.each([
  ['a string', "send('// rolefit: GET /rest/v1/leads.json');"],
  ['a template', 'send(`${x} // rolefit: GET /rest/v1/leads.json`);'],
  ['a regular expression', 'send(/[/] [/] rolefit: GET /); send(/a\\/\\/ rolefit: GET x/);'],
  ['another comment', 'send(x); // see rolefit: GET /rest/v1/leads.json'],
])('%s is no annotation', (_, text) => {
  expect(annotate(text, [open(1)])).toEqual({ calls: [stillOpen], problems: [] });
});

test('text of JSX is no annotation', () => {
  const text = 'const a = <p>\n// rolefit: GET /rest/v1/leads.json\n</p>;';
  expect(annotate(text, [open(3)], 'src/a.tsx').problems).toEqual([]);
});

test('an endless sum does not overflow anything', () => {
  const text = `send(${Array.from({ length: 20_000 }, () => 'a').join(' + ')}); // rolefit: GET /rest/v1/leads.json`;
  expect(annotate(text, [open(1)]).calls).toEqual([leads]);
});
