import process from 'node:process';

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does something that leaves something behind for as long as it runs, and clears that away when the process is told to
 * end in between. Only for what waits for the disk: a listener has its turn when nothing runs, while a signal that
 * nobody listens to ends the process at once, whatever runs.
 *
 * @param clear synchronous, and harmless when there is nothing
 */
export async function clearedOnSignal<Value>(clear: () => void, use: () => Promise<Value>): Promise<Value> {
  const end = (signal: NodeJS.Signals) => {
    clear();
    stopListening();
    process.kill(process.pid, signal);
  };
  const stopListening = () => {
    for (const signal of endings) process.off(signal, end);
  };
  for (const signal of endings) process.on(signal, end);
  try {
    return await use();
  } finally {
    stopListening();
  }
}
