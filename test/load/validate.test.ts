import { describe, expect, test } from 'vitest';
import { locateIn } from '../../src/load/json-place.ts';
import { validate } from '../../src/load/validate.ts';
import { rulesSchema } from '../../src/schema/index.ts';
import { inputErrorsOf } from '../kit/input-errors.ts';
import { row } from '../rules/rule-source.ts';

const rows = /^\/operations\/\d+/;

/** The errors of a rule file whose only row is sound except for what is given. */
function errorsOf(...different: readonly object[]): Promise<readonly string[]> {
  const value = { area: 'apples', host: 'rest', operations: different.map((one) => ({ ...row(), ...one })) };
  const text = JSON.stringify(value, null, 2);
  return inputErrorsOf(() =>
    validate(rulesSchema, { value: JSON.parse(text), places: async () => locateIn('a.json', text) }, rows),
  );
}

describe('a value that breaks its schema', () => {
  test('a sound one passes', async () => {
    expect(await errorsOf({})).toEqual([]);
  });

  test('the deepest cause is said in the words of the file', async () => {
    const broken = {
      'a misspelt field': { aliasses: [] },
      'a strange field': { moon: 1 },
      'a missing field': { effect: undefined },
      'a misspelt value': { effect: 'raed' },
      'a strange value': { method: 'FETCH' },
      'another type': { parameters: 'color' },
      'an entry of another type': { parameters: [5] },
      'a bad form': { path: 'shop/{a}{b}' },
      'a misspelt field deep inside': { requires: { allOf: ['A', { anyOff: ['B'] }] } },
      'none of several forms': { requires: { anyOf: [5] } },
      'half of a form': { requires: { when: { parameter: 'color' } } },
      'too few entries': { requires: { anyOf: [] } },
    };
    const errors: Record<string, readonly string[]> = {};
    for (const [name, different] of Object.entries(broken)) errors[name] = await errorsOf(different);
    expect(errors).toMatchInlineSnapshot(`
      {
        "a bad form": [
          "a.json:7:15: "path" is "shop/{a}{b}", which is not of the expected form (expected: A path template from the root of the host, a parameter only at the start of a segment, e.g. "/rest/v1/lead/{leadId}.json".)",
        ],
        "a missing field": [
          "a.json:5:5: "effect" is missing in an entry of "operations" (add it)",
        ],
        "a misspelt field": [
          "a.json:21:19: unknown field "aliasses" in an entry of "operations" (did you mean "aliases"?)",
        ],
        "a misspelt field deep inside": [
          "a.json:14:23: unknown field "anyOff" in an entry of "allOf" (did you mean "anyOf"?)",
        ],
        "a misspelt value": [
          "a.json:11:17: "effect" is "raed", which is not one of its values (did you mean "read"?)",
        ],
        "a strange field": [
          "a.json:21:15: unknown field "moon" in an entry of "operations" (known fields: method, path, name, group, operationId, requires, effect, personalData, acrossWorkspaces, superseded, parameters, aliases, claims, agreement)",
        ],
        "a strange value": [
          "a.json:6:17: "method" is "FETCH", which is not one of its values (use one of: GET, POST, PUT, PATCH, DELETE, HEAD)",
        ],
        "an entry of another type": [
          "a.json:22:9: an entry of "parameters" is not a text (correct it)",
        ],
        "another type": [
          "a.json:21:21: "parameters" is not a list (expected: Names of its query and form parameters.)",
        ],
        "half of a form": [
          "a.json:10:19: "requires" has none of the forms it can have (expected: A permission name, { "anyOf": [...] }, { "allOf": [...] }, or { "when": { "parameter": ... }, "then": ... }.)",
        ],
        "none of several forms": [
          "a.json:12:11: an entry of "anyOf" has none of the forms it can have (expected: A permission name, { "anyOf": [...] }, { "allOf": [...] }, or { "when": { "parameter": ... }, "then": ... }.)",
        ],
        "too few entries": [
          "a.json:11:18: "anyOf" is empty (fill it)",
        ],
      }
    `);
  });

  test('every broken row is reported, each once, and a flood is cut', async () => {
    expect((await errorsOf({ moon: 1, path: 5 }, {}, { effect: 'raed' })).length).toBe(2);
    const flood = await errorsOf(...Array.from({ length: 30 }, () => ({ moon: 1 })));
    expect(flood).toHaveLength(21);
    expect(flood.at(-1)).toContain('10 more rows are broken');
  });

  test('a value nested beyond reason is refused, not followed', async () => {
    let requires: unknown = 'A';
    for (let depth = 0; depth < 100_000; depth++) requires = { allOf: [requires] };
    const value = { area: 'apples', host: 'rest', operations: [{ ...row(), requires }] };
    const file = { value, places: async () => () => ({ file: 'deep.json' }) };
    expect(await inputErrorsOf(() => validate(rulesSchema, file, rows))).toEqual([
      'deep.json: the file is nested too deeply (check that it is the file that was meant)',
    ]);
  });
});
