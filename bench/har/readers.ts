import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Contender } from '../speed/contender.ts';
import type { Counts } from './capture.ts';

/** A program of this folder's bench that Node runs, as a text: it prints its counts. */
function node(name: string, program: string, args: readonly string[], counts: Counts): Contender {
  return {
    name,
    command: process.execPath,
    args: ['--input-type=module', '-e', program, '--', ...args],
    cwd: process.cwd(),
    check: (stdout) => differenceTo(counts, stdout === '' ? {} : (JSON.parse(stdout) as Partial<Counts>)),
  };
}

/** Entries have to be counted; the rest by whoever looks at answers. */
function differenceTo(counts: Counts, found: Partial<Counts>): string | undefined {
  const isRight = Object.entries({ entries: 0, ...found }).every(
    ([name, count]) => counts[name as keyof Counts] === count,
  );
  return isRight ? undefined : `${JSON.stringify(found)} instead of ${JSON.stringify(counts)}`;
}

/** rolefit's reader without the command line. It reads the answers too, which no other here does. */
export function reader(module: string, capture: string, counts: Counts): Contender {
  const program = `
    const { loadHar } = await import(process.argv[1]);
    const hostFamily = (host) => (/^\\d{3}-[a-z]{3}-\\d{3}\\.mktorest\\.com$/.test(host) ? 'rest' : undefined);
    const reading = loadHar(process.argv[2], { hostFamily });
    let denied = 0;
    for await (const exchange of reading) denied += exchange.outcome === 'denied' ? 1 : 0;
    const { entries, taken } = reading.summary();
    console.log(JSON.stringify({ entries, taken, denied }));`;
  return node('reader', program, [module, capture], counts);
}

/** A streaming parser with the shortest way to the URLs, and a buffer that makes it three times as fast as by default. */
export function streamparser(capture: string, counts: Counts): Contender {
  const program = `
    import { createReadStream } from 'node:fs';
    const { JSONParser } = await import(process.argv[1]);
    let entries = 0;
    const parser = new JSONParser({ paths: ['$.log.entries.*.request.url'], keepStack: false, stringBufferSize: 65536 });
    parser.onValue = () => { entries += 1; };
    for await (const chunk of createReadStream(process.argv[2], { highWaterMark: 262144 })) parser.write(chunk);
    console.log(JSON.stringify({ entries }));`;
  const module = fileURLToPath(import.meta.resolve('@streamparser/json'));
  return node('streamparser', program, [module, capture], counts);
}

/** All of it at once. Fails beyond V8's longest string, half a gigabyte. */
export function wholeParse(capture: string, counts: Counts): Contender {
  const program = `
    import { readFileSync } from 'node:fs';
    const { log } = JSON.parse(readFileSync(process.argv[1], 'utf8'));
    console.log(JSON.stringify({ entries: log.entries.filter(({ request }) => request.url).length }));`;
  return node('JSON.parse', program, [capture], counts);
}

/** What a person would look at a recording with, where it is installed: the cheapest of its filters. */
export function jq(capture: string, { entries }: Counts): readonly Contender[] {
  if (spawnSync('jq', ['--version']).status !== 0) return [];
  return [
    {
      name: 'jq',
      command: 'jq',
      args: ['-c', '.log.entries[].request.url', capture],
      cwd: process.cwd(),
      check: (stdout) => (stdout.trimEnd().split('\n').length === entries ? undefined : 'did not find every URL'),
    },
  ];
}
