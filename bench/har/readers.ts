import process from 'node:process';

type Command = readonly [program: string, ...args: string[]];

/** A program that Node runs, as a text: it prints its counts. `file` and `dist` are its arguments. */
function node(program: string, ...args: string[]): Command {
  return [process.execPath, '--input-type=module', '-e', program, '--', ...args];
}

const rolefit = `
  const { loadHar } = await import(process.argv[2] + '/load/har.js');
  const hostFamily = (host) => (/^\\d{3}-[a-z]{3}-\\d{3}\\.mktorest\\.com$/.test(host) ? 'rest' : undefined);
  const reading = loadHar(process.argv[1], { hostFamily });
  let denied = 0;
  for await (const exchange of reading) denied += exchange.outcome === 'denied' ? 1 : 0;
  const { entries, taken } = reading.summary();
  console.log(JSON.stringify({ entries, taken, denied }));`;

const streamparser = `
  import { createReadStream } from 'node:fs';
  const { JSONParser } = await import(process.argv[2] + '/node_modules/@streamparser/json/dist/mjs/index.js');
  let entries = 0;
  const parser = new JSONParser({ paths: ['$.log.entries.*.request.url'], keepStack: false, stringBufferSize: 65536 });
  parser.onValue = () => { entries += 1; };
  for await (const chunk of createReadStream(process.argv[1], { highWaterMark: 262144 })) parser.write(chunk);
  console.log(JSON.stringify({ entries }));`;

const whole = `
  import { readFileSync } from 'node:fs';
  const { log } = JSON.parse(readFileSync(process.argv[1], 'utf8'));
  console.log(JSON.stringify({ entries: log.entries.filter(({ request }) => request.url).length }));`;

/** What is measured, by name: the command for a capture. rolefit does more than the others: it reads the answers too. */
export const readers: Readonly<Record<string, (capture: string, dist: string) => Command>> = {
  rolefit: (capture, dist) => node(rolefit, capture, dist),
  jq: (capture) => ['jq', '-c', '.log.entries[].request.url', capture],
  '@streamparser/json': (capture, dist) => node(streamparser, capture, dist),
  // Fails beyond V8's longest string, half a gigabyte.
  'JSON.parse': (capture) => node(whole, capture),
};
