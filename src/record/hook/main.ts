import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { threadId } from 'node:worker_threads';
import { folderVariable, type HookSettings, refusalExtension, settingsFile } from '../settings.ts';
import { handOn } from './hand-on.ts';
import { noticeUnseen } from './notice-unseen.ts';
import { quietly } from './quietly.ts';
import { createRecorder } from './recorder.ts';
import { reroute } from './reroute.ts';
import { Spool } from './spool.ts';
import { watchHttp } from './watch-http.ts';
import { watchUndici } from './watch-undici.ts';

/** Begins to watch the program that this is loaded into, before anything of its own has run. */
function start(folder: string): void {
  const settings = JSON.parse(readFileSync(join(folder, settingsFile), 'utf8')) as HookSettings;
  // At once, although nothing may come: the recorder tells by it that Node ran here.
  const spool = new Spool(folder, nameOfThread());
  const recorder = createRecorder(settings, spool);
  if (settings.reroute !== undefined) reroute(settings.reroute, (host) => recorder.originOf(host) !== undefined);
  handOn();
  if (!settings.isRecording) return;
  watchHttp(recorder);
  watchUndici(recorder);
  noticeUnseen(recorder);
}

function nameOfThread(): string {
  return `${process.pid}-${threadId}-${randomBytes(4).toString('hex')}`;
}

/** Turns the calls of this program to the stand-in of a run, or ends it: none of them may go where it means to send them. */
export function startOrEnd(folder: string): void {
  try {
    start(folder);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(
      `rolefit: its calls could not be turned to the stand-in, so this program is not run: ${why}\n`,
    );
    quietly(() => writeFileSync(join(folder, `${nameOfThread()}${refusalExtension}`), why, { mode: 0o600 }))();
    process.exit(1);
  }
}

const recorded = process.env[folderVariable];
// Where it is only watched, the program goes on whatever happens here.
if (recorded !== undefined && recorded !== '') quietly(start)(recorded);
