import { callsOf } from './program.ts';

const host = 'https://123-abc-456.mktorest.com/rest/v1';

/**
 * Which of two functions a program may call, `leads()` and `lists()`, as far as rolefit can tell: what is decided is one
 * of them, and what is not is both.
 */
export function whichCalls(program: string): readonly string[] {
  const calls = callsOf(`${program}
    function leads() { fetch('${host}/leads.json'); } function lists() { fetch('${host}/lists.json'); }`);
  return ['leads', 'lists'].filter((name) =>
    calls.some((call) => call.includes(`/${name}.json`) && !call.endsWith('(dead)')),
  );
}
