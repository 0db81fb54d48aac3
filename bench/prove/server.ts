/** A stand-in in a process of its own, so that what it takes is not counted as the program's. It obeys the one that forked it. */
import process from 'node:process';
import { loadModel } from '../../src/load/model.ts';
import { openStandIn } from '../../src/load/stand-in.ts';
import { Account } from '../../src/serve/account.ts';
import { listen } from '../../src/serve/listen.ts';
import { plainScenario } from '../../src/serve/scenario.ts';

const model = await loadModel();
const scenario = plainScenario(model.permissions.permissions.map(({ name }) => name));
const account = new Account('bench');
const standIn = await openStandIn({
  model,
  scenario,
  onServed: (served) => account.add(served),
  onUnread: (unread) => account.addUnread(unread),
});
const listening = await listen(standIn, { host: '127.0.0.1', port: 0 });
process.on('message', async (message) => {
  if (message === 'heap') {
    globalThis.gc?.();
    process.send?.(process.memoryUsage().heapUsed);
    return;
  }
  await listening.close();
  process.disconnect();
});
process.send?.(listening.port);
