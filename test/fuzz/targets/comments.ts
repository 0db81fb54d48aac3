import { loadModel } from '../../../src/load/model.ts';
import type { ApiCall } from '../../../src/model/api-call.ts';
import { createMatcher } from '../../../src/rules/match.ts';
import { applyAnnotations } from '../../../src/static/results/annotations.ts';
import { createProgram } from '../../../src/static/syntax/project.ts';
import { mutate } from '../../har/mutations.ts';
import { pick, type Random, type Target, times } from '../target.ts';

const { rules } = await loadModel();
const matcher = createMatcher(rules);
const ids = rules.operations.map(({ id }) => id);
const fitting = ids.filter((id) => /^GET \/rest\/v1\/[a-z]+\.json$/.test(id));

/** A call of which the middle of the path is not known. */
const open: ApiCall = {
  method: 'GET',
  host: 'rest',
  path: ['/rest/v1/', { reason: 'parameter', name: 'object' }, '.json'],
  parameters: { names: [], complete: true },
  certainty: 'definite',
  reachable: true,
  evidence: { kind: 'source', file: 'a.ts', line: 2, column: 1, chain: [] },
};

function comment(random: Random): string {
  const named = times(3, random, () => pick(random() < 0.8 ? fitting : ids, random)).join(', ');
  const text = pick([`// rolefit: ${named}`, `/* rolefit: ${named} */`, `/**\n * rolefit: ${named}\n */`], random);
  return random() < 0.5 ? text : mutate(Buffer.from(text), random).toString('utf8');
}

export const annotation: Target = {
  name: 'annotation',
  law: 'a comment closes a call as operations that stand in it, none of which the code contradicts, or closes nothing',
  endings: ['closed', 'open'],
  inTests: 200,
  canShrink: true,
  make(random) {
    const text = comment(random);
    const onItsLine = random() < 0.4;
    return Buffer.from(
      onItsLine ? `\nsend(x); ${text.replaceAll('\n', ' ')}` : `${text.replace(/\n/g, ' ')}\nsend(x);`,
    );
  },
  judge(input) {
    const text = input.toString('utf8');
    const { files } = createProgram(new Map([['a.ts', text]]));
    const { calls } = applyAnnotations([open], files, matcher);
    if (calls.includes(open)) return 'open';
    if (calls.length === 0) throw new Error('a call was closed as nothing');
    // A path may be written with doubled slashes, and without what all of them begin with.
    const written = text
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .replace(/\/{2,}/g, '/')
      .replaceAll('/rest/', '/');
    for (const { method, path } of calls) {
      const id = `${method} ${path.join('')}`;
      if (!ids.includes(id as (typeof ids)[number])) throw new Error(`${id} is no operation`);
      if (!/^GET \/rest\/v1\/.*\.json$/.test(id)) throw new Error(`the code contradicts ${id}`);
      const start = id.split('{', 1).join('').toLowerCase().replace('/rest/', '/');
      if (!written.includes(start)) throw new Error(`${id} does not stand there`);
    }
    return 'closed';
  },
};
