import { loadSinkRules } from '../../../src/load/clients.ts';
import { loadModel } from '../../../src/load/model.ts';
import type { ApiCall } from '../../../src/model/api-call.ts';
import { hostFamily } from '../../../src/rules/marketo-hosts.ts';
import { createMatcher } from '../../../src/rules/match.ts';
import { createRecogniseText } from '../../../src/rules/texts/recognise-text.ts';
import type { Installed } from '../../../src/static/contract/resolve.ts';
import { analyzeSources } from '../../../src/static/index.ts';

const sinks = await loadSinkRules();
const { rules } = await loadModel();
const matcher = createMatcher(rules);
const recognise = createRecogniseText(rules, matcher);

/**
 * The calls of a program of one file, all of whose imports are packages. The file's name says nothing of Marketo.
 * @param installed what is known of those packages
 */
export function analyzeProgram(source: string, installed?: Installed): readonly ApiCall[] {
  const { calls, problems } = analyzeSources({
    files: new Map([['main.ts', source]]),
    resolve: (name) => ({ kind: 'external', name, ...(installed === undefined ? {} : { installed }) }),
    entries: ['main.ts'],
    sinks,
    matcher,
    hostFamily: (host) => hostFamily(host, []),
    recognise,
  });
  if (problems.length > 0) throw new Error(problems.map(({ what }) => what).join('\n'));
  return calls;
}

/** Method and path as the tables write them. */
export function describeCall({ method, path }: ApiCall): string {
  return `${method ?? '?'} ${path.map((piece) => (typeof piece === 'string' ? piece : '{}')).join('')}`;
}
