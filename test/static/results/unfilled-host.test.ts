import { expect, test } from 'vitest';
import { callsOf } from '../../kit/program.ts';

/** What whoever sets the program up has still to fill in is no other vendor's host. */
test.each([
  ['a label that is empty', "const id = ''; fetch(`https://${id}.mktorest.com/rest/v1/leads.json`);"],
  ['one in the middle', "const id = ''; fetch(`https://api.${id}.mktorest.com/rest/v1/leads.json`);"],
  [
    'that of a client',
    "import axios from 'axios'; const id = ''; axios.create({ baseURL: 'https://' + id + '.mktorest.com/rest' }).get('/v1/leads.json');",
  ],
  ['the whole host', "const host = ''; fetch('https://' + host + '/rest/v1/leads.json');"],
])("%s is Marketo's all the same", (_name, program) => {
  expect(callsOf(program)).toEqual(['a.ts:1 GET /rest/v1/leads.json']);
});

test("an empty label of somebody else does not make the host Marketo's", () => {
  expect(callsOf("const id = ''; fetch(`https://${id}.example.com/rest/v1/leads.json`);")).toEqual([]);
});
