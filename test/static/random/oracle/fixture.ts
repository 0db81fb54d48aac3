import { transform } from 'esbuild';
import { loadModel } from '../../../../src/load/model.ts';
import type { OperationUse } from '../../../../src/model/operation-use.ts';
import { minimalRole } from '../../../../src/solve/index.ts';
import { namesIn } from './grammar/fragment.ts';
import type { Trial } from './oracle.ts';

const { permissions: graph, rules } = await loadModel();

/**
 * A program as a folder of `fixtures/source`: its modules with a comment behind each request that was sent, and
 * `expected.json`. What was never sent has a comment that a person has to judge.
 */
export async function toFixture({ program, sent }: Trial): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const [path, text] of Object.entries(program.files)) files.set(`src/${path}`, await annotate(text, sent));
  const operations = [...sent].sort();
  const role = { status: 'complete', permissions: permissionsOf(operations) };
  const expected = { idiom: 'following', difficulty: 5, role, operations };
  return files.set('expected.json', `${JSON.stringify(expected, null, 2)}\n`);
}

/** A name for the folder, of what the program is made of beside the plainest. */
export function fixtureName({ tree, seed }: Trial): string {
  const plain = /^(program|request|known mode|part: (nothing|main)|statement: (nothing|request)|cell: module variable)/;
  const names = [...namesIn(tree)].filter((name) => !plain.test(name)).map((name) => name.replace(/^[^:]+: /, ''));
  const words = names.slice(0, 3).join(' ').toLowerCase();
  return `random-${words.replace(/[^a-z]+/g, '-').slice(0, 60)}-${seed}`;
}

/** The text as people lay it out, with what each line sends. */
async function annotate(text: string, sent: ReadonlySet<string>): Promise<string> {
  const { code } = await transform(text, { loader: 'js', format: 'esm', charset: 'utf8' });
  const lines = code.replaceAll('"', "'").split('\n');
  return lines.map((line) => line + comment(operationsOn(line), sent)).join('\n');
}

function comment(operations: readonly string[], sent: ReadonlySet<string>): string {
  const expected = operations.filter((operation) => sent.has(operation));
  const never = operations.filter((operation) => !sent.has(operation));
  return [
    ...(expected.length > 0 ? [` // expect: ${expected.join(', ')}`] : []),
    ...(never.length > 0 ? [` // never sent: ${never.join(', ')}`] : []),
  ].join('');
}

/** The operations that are written down on a line: a path, and the method beside it. */
function operationsOn(line: string): string[] {
  return [...line.matchAll(/'(\/rest\/[^']+)'/g)].map(({ 1: path = '', index }) => {
    const around = line.slice(Math.max(0, index - 24), index + path.length + 40);
    const method =
      /method: '([A-Z]+)'/.exec(line.slice(index))?.[1] ?? /(?:'|\.)(GET|POST|get|post)\b/.exec(around)?.[1];
    return `${(method ?? 'GET').toUpperCase()} ${path}`;
  });
}

function permissionsOf(operations: readonly string[]): string[] {
  const uses = operations.flatMap((id): OperationUse[] => {
    const operation = rules.find(id);
    if (operation === undefined) return [];
    return [
      {
        operation,
        certainty: 'definite',
        reachable: true,
        calls: 1,
        outcomes: { allowed: 0, denied: 0, attempted: 0 },
        evidence: [],
        conditions: { passed: [], unknown: [] },
        spellings: [],
      },
    ];
  });
  return minimalRole({ graph, rules, uses, status: 'complete' }).permissions.map(({ name }) => name);
}
