#!/usr/bin/env bash
# Readable.map(send).take(1) sends two requests.
#
# Guessed:  map has a concurrency of 1 unless told otherwise, and streams are lazy: who takes one result, or leaves the loop
#           after the first, has made one call. Array helpers of iterators (Iterator.prototype.map) work so.
# Instead:  map of node:stream starts the next call before the first result is read. take(1), or a break in the
#           loop, leaves a second request behind, whose answer nobody gets to see. find and some make no call too many.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
cat >probe.mjs <<'PROBE'
import { createServer } from 'node:http';
import { Readable } from 'node:stream';

// Prints what was seen beside what the head of this file says; a difference makes the script fail.
const see = (what, got, told) => {
  const same = JSON.stringify(got) === JSON.stringify(told);
  console.log(`  ${what}: ${JSON.stringify(got)}${same ? '' : `   <-- not as described: ${JSON.stringify(told)}`}`);
  if (!same) process.exitCode = 1;
};
setTimeout(() => { console.error('no end after 45 seconds'); process.exit(1); }, 45_000).unref();
console.log(`node ${process.versions.node}`);

// A server of this machine alone. It keeps what arrives and answers {} unless told otherwise.
const serve = (answer = (req, res) => res.end('{}')) => new Promise((ready) => {
  const seen = [];
  const server = createServer((req, res) => {
    let body = '';
    req.on('data', (part) => { body += part; });
    req.on('end', () => { seen.push({ method: req.method, url: req.url, type: req.headers['content-type'], body }); answer(req, res); });
  });
  server.listen(0, '127.0.0.1', () => ready({
    seen,
    base: `http://127.0.0.1:${server.address().port}`,
    close() { server.closeAllConnections(); server.close(); },
  }));
});

const server = await serve();
const pending = [];
const send = (id) => {
  const answer = fetch(`${server.base}/rest/v1/lead/${id}.json`).then((one) => one.text()).then(() => id);
  pending.push(answer);
  return answer;
};
const sentBy = async (act) => {
  server.seen.length = 0;
  await act(Readable.from([1, 2, 3, 4, 5, 6]));
  await Promise.all(pending.splice(0));
  return server.seen.map(({ url }) => Number(/\d+(?=\.json)/.exec(url)[0])).sort();
};
const lazily = function* (ids) { for (const id of ids) yield send(id); };

see('a generator, first value', await sentBy(async () => { for (const answer of lazily([1, 2, 3])) { await answer; break; } }), [1]);
see('map(send).take(1)', await sentBy((ids) => ids.map(send).take(1).toArray()), [1, 2]);
see('for await ... of map(send), break', await sentBy(async (ids) => { for await (const id of ids.map(send)) { if (id) break; } }), [1, 2]);
see('find', await sentBy((ids) => ids.find(async (id) => (await send(id)) === 1)), [1]);
see('some', await sentBy((ids) => ids.some(async (id) => (await send(id)) === 1)), [1]);
server.close();
PROBE
NO_PROXY=127.0.0.1 no_proxy=127.0.0.1 node probe.mjs
