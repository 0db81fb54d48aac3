import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mutate, seeded } from '../har/mutations.ts';
import { readLog } from './kit.ts';
import { strangers } from './strangers.ts';

const samples = new URL('../../fixtures/traffic/log-formats/', import.meta.url);
const lines = [
  ...readdirSync(samples).flatMap((name) => readFileSync(new URL(name, samples), 'latin1').split('\n')),
  ...strangers.flatMap((one) => one.lines),
].filter((line) => line.startsWith('{'));
/** What a value may be in place of another: what decides, what a text may hold, what is read as nothing, what is no JSON. */
const values = [
  ...[
    '"GET"',
    '"POST"',
    '"DELETE"',
    '"OPTIONS"',
    '""',
    '"-"',
    '200',
    '407',
    '503',
    '-1',
    '007',
    '1.50',
    'null',
    'true',
  ],
  ...['"123-abc-456.mktorest.com"', '"api.fabrikam.example"', '"10.0.0.7"', '"henrik"', '"undefined"', '"stdout"'],
  ...['"/rest/v1/leads.json?_method=GET"', '"/rest/v1/lists.json?a=1&b=x"', '"/rest/v1/leads.json?a=2&b="', '"/rest/"'],
  ...['"/rest/v1/leads.json?access_token=abcdefghijklmnop"', '"/rest/v1/leads.json?a=b...more"', '"/rest/v1/lea..."'],
  ...[
    '"Bearer abcdefghijklmnop"',
    '"_method=GET"',
    '"/rest/v1/a.json /rest/v1/b.json"',
    '"caf\\u00e9"',
    '"é"',
    '"\\x22"',
  ],
  ...[
    '"2026-10-02T08:15:30.000Z"',
    '"02/Oct/2026:08:15:30 +0200"',
    '1759392930',
    '1759392930.5',
    '[]',
    '["a"]',
    '{"a":1}',
  ],
];
const atValue = /(?<=[[:,]\s*)(?:"(?:[^"\\]|\\.)*"|-?\d[\d.]*)(?=\s*[,}\]])/g;

/** A line with other things in the places of its values. */
function changed(line: string, random: () => number): string {
  return line.replace(atValue, (value) => {
    const dice = random();
    if (dice < 0.06) return values[Math.floor(random() * values.length)] ?? value;
    return dice < 0.3 ? value.replace(/\d/g, () => String(Math.floor(random() * 10))) : value;
  });
}

/** What a log gives, users told apart by when they are first met. */
async function read(text: string) {
  const { calls, summary } = await readLog(text, { size: 5_000 }).catch(() => ({ calls: [], summary: undefined }));
  const users = [...new Set(calls.map((call) => call.principal))];
  return { calls: calls.map((call) => ({ ...call, principal: users.indexOf(call.principal) })), summary };
}

// What is remembered is looked for in lines that end with a line feed. Those that end with a carriage return are all read
// from the start, so each log is held against itself.
test('a line that is not read again gives what it gives when it is read', async () => {
  let known = 0;
  for (let seed = 0; seed < 40; seed += 1) {
    const random = seeded(20_261_201 + seed);
    const kinds = Array.from({ length: 3 }, () => lines[Math.floor(random() * lines.length)] ?? '');
    const log: string[] = [];
    while (log.length < (seed % 10 === 0 ? 1_400 : 350)) {
      const line = kinds[Math.floor(random() * kinds.length)] ?? '';
      const dice = random();
      if (dice < 0.02)
        log.push(
          ...mutate(Buffer.from(line), random)
            .toString('utf8')
            .split(/[\r\n]+/),
        );
      else log.push(dice < 0.6 ? changed(line, random) : line);
    }
    const written = log.filter((line) => line.trim() !== '');
    const whole = await read(`${written.join('\n')}\n`);
    expect({ seed, ...whole }).toEqual({ seed, ...(await read(`${written.join('\r')}\r\n`)) });
    known += whole.summary?.taken ?? 0;
  }
  expect(known).toBeGreaterThan(3_000);
}, 60_000);

const call = { request_method: 'GET', host: '123-abc-456.mktorest.com', request_uri: '/rest/v1/leads.json?a=1' };
const [time, later] = ['2026-10-02T08:15:30.000Z', '2026-10-03T08:15:30.000Z'];
const sent = (request_uri: string) => ({ ...call, request_uri });

test.each([
  ['another field holds the time', { ...call, time, timestamp: later }, { ...call, time: '-', timestamp: later }],
  ['its time is a number', { ...call, time }, { ...call, time: 1_759_392_930 }],
  ['it names another method', sent('/rest/v1/leads.json?_method=x'), sent('/rest/v1/leads.json?_method=GET')],
  [
    'it holds a token',
    sent('/rest/v1/leads.json?access_token=redacted'),
    sent('/rest/v1/leads.json?access_token=0a1b2c3d-4e5f'),
  ],
  ['it is cut short', sent('/rest/v1/leads.json?b=1'), sent('/rest/v1/leads.json?b=1...cut')],
])('a line like many before it is read where %s', async (_, before, line) => {
  const log = [...Array.from({ length: 5 }, () => before), line, before].map((one) => JSON.stringify(one));
  expect(await read(`${log.join('\n')}\n`)).toEqual(await read(`${log.join('\r')}\r\n`));
});
