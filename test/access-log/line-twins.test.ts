import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { LoggedCall } from '../../src/access-log/index.ts';
import { type Random, seeded } from '../har/mutations.ts';
import { readLog } from './kit.ts';
import { strangers } from './strangers.ts';

const samples = new URL('../../fixtures/traffic/log-formats/', import.meta.url);
const originals = [
  ...readdirSync(samples).map((name) => readFileSync(new URL(name, samples), 'utf8')),
  ...strangers.map(({ lines }) => lines.join('\n')),
]
  .flatMap((text) => text.split('\n'))
  .filter((line) => /rest\/v1/.test(line) && !line.startsWith('#') && line.length < 3_000);

const numbers = [
  '0',
  '7',
  '12',
  '007',
  '200',
  '403',
  '404',
  '407',
  '408',
  '414',
  '502',
  '1791234567',
  '99999999999999',
];

/** The line with some of its numbers and ids replaced, as lines of one log differ; now and then another sign as well. */
function vary(line: string, random: Random): string {
  const varied = line.replace(/\d+/g, (own) => {
    if (random() < 0.7) return own;
    const same = own.replace(/./g, () => String(Math.floor(random() * 10)));
    return random() < 0.6 ? same : (numbers[Math.floor(random() * numbers.length)] ?? own);
  });
  if (random() < 0.97) return varied;
  const at = Math.floor(random() * varied.length);
  return varied.slice(0, at) + ('a9/?&"_.'[Math.floor(random() * 8)] ?? '') + varied.slice(at + 1);
}

function keyOf(call: LoggedCall): string {
  // Calls are put together whether or not they failed; how many did is a matter of the summary.
  const { line: _, startedAt: _at, times: _times, principal: _who, failed: _failed, ...rest } = call;
  return JSON.stringify(rest);
}

async function read(lines: readonly string[]) {
  const { calls, summary } = await readLog(`${lines.join('\n')}\n`).catch(() => ({ calls: [], summary: undefined }));
  return { calls, summary };
}

function add(counts: Map<string, number>, calls: readonly LoggedCall[]): void {
  for (const call of calls) counts.set(keyOf(call), (counts.get(keyOf(call)) ?? 0) + call.times);
}

describe('a line like one before it comes to what it comes to when it is read from the start', () => {
  // A log of up to a thousand lines is read line by line from the start, so its parts are what the whole is held against.
  test.each(Array.from({ length: 40 }, (_, seed) => seed))('seed %i', async (seed) => {
    const random = seeded(seed + 1);
    const kinds = Array.from({ length: 3 }, () => originals[Math.floor(random() * originals.length)] ?? '');
    const filler = Array.from({ length: 1_000 }, () => kinds[0] ?? '');
    const lines = Array.from({ length: 1_500 }, (_, index) => vary(kinds[index % 3] ?? '', random));
    const whole = await read([...filler, ...lines]);
    const plain = new Map<string, number>();
    const [times, skipped] = [new Set<string>(), new Map<string, number>()];
    for (let at = 0; at < lines.length + filler.length; at += 500) {
      const part = await read([...filler, ...lines].slice(at, at + 500));
      if (part.summary === undefined || whole.summary === undefined) return;
      add(plain, part.calls);
      for (const { reason, count } of part.summary.skipped) skipped.set(reason, (skipped.get(reason) ?? 0) + count);
      times.add(part.summary.from ?? '').add(part.summary.to ?? '');
    }
    const found = new Map<string, number>();
    add(found, whole.calls);
    expect(Object.fromEntries([...found].sort())).toEqual(Object.fromEntries([...plain].sort()));
    const told = ['unread', 'aside', 'not-marketo', 'another-host', 'not-the-api'];
    for (const reason of told)
      expect([reason, whole.summary?.skipped.find((one) => one.reason === reason)?.count ?? 0]).toEqual([
        reason,
        skipped.get(reason) ?? 0,
      ]);
    const known = [...times].filter((time) => time !== '').sort();
    expect([whole.summary?.from, whole.summary?.to]).toEqual([known[0], known.at(-1)]);
  });
});
