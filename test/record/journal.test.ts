import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Journal } from '../../src/record/hook/journal.ts';
import { Spool } from '../../src/record/hook/spool.ts';

let folder = '';
let spool: Spool;
let journal: Journal;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolefit-journal-'));
  spool = new Spool(folder, 'own');
  journal = new Journal(spool);
});
afterEach(() => rm(folder, { recursive: true }));

const lines = async () => (await readFile(join(folder, 'own.calls'), 'utf8')).trim().split('\n').filter(Boolean);

/** A call as the journal sees it. */
function call(name: string) {
  let isWritten = false;
  return {
    isAnswered: false,
    write() {
      if (isWritten) return;
      if (this.isAnswered) {
        isWritten = true;
        spool.answered(undefined, `{"${name}":"answered"}`);
      } else spool.sent(`{"${name}":"sent"}`);
    },
  };
}

function make(name: string): void {
  const one = call(name);
  journal.sent(one);
  one.isAnswered = true;
  journal.answered(one, true);
}

test('an answer is on the disk before the program goes on, and in a rush all are together soon after', async () => {
  make('first');
  expect(await lines()).toEqual(['<0 {"first":"answered"}']);
  // Of those that follow at once, none waits for longer than a turn.
  for (let at = 0; at < 50; at += 1) make(`rush${at}`);
  await expect.poll(lines, { timeout: 5_000 }).toHaveLength(51);
  journal.close();
});

test('what has no answer is written as sent, and what is left when it ends is written then', async () => {
  journal.sent(call('slow'));
  await expect.poll(lines, { timeout: 5_000 }).toEqual(['>1 {"slow":"sent"}']);
  await wait(15);
  make('last');
  make('rush');
  journal.close();
  expect(await lines()).toEqual(['>1 {"slow":"sent"}', '<0 {"last":"answered"}', '<0 {"rush":"answered"}']);
});
