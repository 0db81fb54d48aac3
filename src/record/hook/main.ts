import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { threadId } from 'node:worker_threads';
import { folderVariable, type HookSettings, settingsFile } from '../settings.ts';
import { quietly } from './quietly.ts';
import { createRecorder } from './recorder.ts';
import { reroute } from './reroute.ts';
import { Spool } from './spool.ts';
import { watchHttp } from './watch-http.ts';
import { watchUndici } from './watch-undici.ts';

/** Begins to watch the program that this is loaded into, before anything of its own has run. */
function start(): void {
  const folder = process.env[folderVariable];
  if (folder === undefined || folder === '') return;
  const settings = JSON.parse(readFileSync(join(folder, settingsFile), 'utf8')) as HookSettings;
  // At once, although nothing may come: the recorder tells by it that Node ran here.
  const spool = new Spool(folder, `${process.pid}-${threadId}-${randomBytes(4).toString('hex')}`);
  const recorder = createRecorder(settings, spool);
  if (settings.reroute !== undefined) reroute(settings.reroute, recorder.hostFamily);
  if (!settings.isRecording) return;
  watchHttp(recorder);
  watchUndici(recorder);
}

quietly(start)();
