#!/usr/bin/env node
import process from 'node:process';
import { run } from './run.ts';

// A reader that has seen enough (`| head`) is no error, and neither is Ctrl+C.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
process.on('SIGINT', () => process.exit(130));

process.exitCode = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  env: process.env,
  cwd: process.cwd(),
  stdoutIsTTY: process.stdout.isTTY === true,
  stderrIsTTY: process.stderr.isTTY === true,
  ...(process.stdout.columns > 0 ? { columns: process.stdout.columns } : {}),
  platform: process.platform,
});
