import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A stand-in in another process. */
export interface ServerProcess {
  readonly port: number;
  /** Bytes that it holds after tidying up. */
  heap(): Promise<number>;
  /** @returns how it ended: 0 is cleanly. */
  close(): Promise<number | null>;
}

export async function startServer(): Promise<ServerProcess> {
  const file = fileURLToPath(new URL('server.ts', import.meta.url));
  const child = fork(file, { execArgv: ['--import', 'tsx', '--expose-gc'] });
  const told = async (): Promise<number> => {
    const [value] = await once(child, 'message');
    return value;
  };
  const port = await told();
  return {
    port,
    heap: () => {
      child.send('heap');
      return told();
    },
    close: async () => {
      child.send('close');
      const [code] = await once(child, 'exit');
      return code;
    },
  };
}
