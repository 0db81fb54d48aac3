import fc from 'fast-check';
import { expect, test } from 'vitest';
import { requestsOf } from '../kit/program.ts';
import { choosingFragments, knownFragments } from './random/fragments.ts';
import { everyEnvironment, Inputs } from './random/inputs.ts';
import { programs } from './random/program.ts';
import { runConcretely } from './random/run-concretely.ts';

// The program is one that the test wrote itself, so that running it is safe and says what is true.

test.each(knownFragments)('known: $name', ({ print }) => {
  const program = `fetch(${print("'alpha'", "'beta'", new Inputs())}, { method: 'PUT' });`;
  expect(requestsOf(program)).toEqual(runConcretely(program, {}));
});

test.each(choosingFragments)('chosen by the environment: $name', ({ print }) => {
  const inputs = new Inputs();
  const program = `fetch(${print("'alpha'", "'beta'", inputs)}, { method: 'PUT' });`;
  expect(inputs.all).toHaveLength(1);
  expect(requestsOf(program)).toEqual(concreteRequests(program, inputs.all));
});

test('where nothing comes from outside, exactly the requests are found that running the program sends', () => {
  fc.assert(
    fc.property(programs({ choosing: false }), ({ text }) => {
      expect(requestsOf(text)).toEqual(concreteRequests(text, []));
    }),
    { numRuns: 150 },
  );
});

test('every request that some environment leads to is found', () => {
  fc.assert(
    fc.property(programs({ choosing: true }), ({ text, inputs }) => {
      const found = requestsOf(text).map(toPattern);
      const missed = concreteRequests(text, inputs).filter(
        (request) => !found.some((pattern) => pattern.test(request)),
      );
      expect(missed).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

function concreteRequests(program: string, inputs: Parameters<typeof everyEnvironment>[0]): string[] {
  return [
    ...new Set(everyEnvironment(inputs).flatMap((environment) => runConcretely(program, environment))),
  ].toSorted();
}

/** A request with holes as a pattern: `GET /rest/{parameter id}.json`. */
function toPattern(request: string): RegExp {
  const parts = request.split(/\{[^{}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
