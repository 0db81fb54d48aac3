import type { Io } from '../../src/cli/io.ts';

/** An outside world in memory: what was written to each stream can be read back. */
export function createFakeIo(over: Partial<Io> = {}): { io: Io; stdout: () => string; stderr: () => string } {
  let out = '';
  let err = '';
  const io: Io = {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    stdin: (async function* () {})(),
    env: { LANG: 'en_US.UTF-8', TERM: 'xterm' },
    cwd: import.meta.dirname,
    stdoutIsTTY: false,
    stderrIsTTY: false,
    platform: 'linux',
    ...over,
  };
  return { io, stdout: () => out, stderr: () => err };
}
