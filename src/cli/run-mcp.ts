import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { packageRoot } from '../load/package-root.ts';
import { placeIn } from '../load/place-in.ts';
import { loadVersion } from '../load/version.ts';
import { createServer, openStdio } from '../mcp-server/index.ts';
import { InputError } from '../model/input-error.ts';
import { createPalette } from '../report/palette.ts';
import { askSelf } from './ask-self.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { formatError } from './format-error.ts';
import type { Io } from './io.ts';

export interface McpValues {
  /** What `verify_role` may run; without it there is no such tool. */
  readonly command: readonly string[];
}

/** Answers an agent or an editor until it closes the connection. */
export async function runMcp({ command }: McpValues, io: Io): Promise<ExitCode> {
  if (io.program === undefined)
    throw new InputError('rolefit cannot be started from here', { next: 'run it as a program' });
  const ended = new AbortController();
  const ask = askSelf(io.program, io.env);
  const server = createServer({
    version: await loadVersion(),
    command,
    start: io.cwd,
    nowhere: packageRoot(),
    placeIn: (addresses, path) => placeIn(addresses, io.cwd, path),
    isFile: async (folder, name) => (await stat(resolve(folder, name)).catch(() => undefined)) !== undefined,
    ask: (line, signal) => ask(line, AbortSignal.any([signal, ended.signal])),
    explain: (error) => formatError(error, createPalette(false)),
  });
  const stdin = Readable.from(io.stdin);
  const closed = new Promise<void>((done) => {
    stdin.once('close', done);
    io.onSignal?.(() => done());
  });
  const stdout = new Writable({
    write: (chunk: Buffer, _, written) => {
      io.stdout.write(chunk.toString('utf8'));
      written();
    },
  });
  await server.connect(openStdio(stdin, stdout));
  await closed;
  ended.abort();
  await server.close();
  return exitCodes.clean;
}
