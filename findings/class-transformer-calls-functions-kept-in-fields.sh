#!/usr/bin/env bash
# Turning an object into plain data runs the functions that it keeps in its own fields.
#
# Guessed:  instanceToPlain, instanceToInstance and serialize copy data; a function in a field is copied, or left out
#           as JSON.stringify does it.
# Instead:  class-transformer calls it, without arguments, and puts the result in its place. A class that has
#           refresh = () => fetch(...) sends that request each time one of its objects is turned into plain data or
#           copied, though no line of the program calls refresh. Methods of the prototype are left alone, so whether
#           a request goes out hangs on "refresh = () =>" against "refresh()". The way back, plainToInstance, calls
#           nothing.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
  class-transformer@0.5.1 \
  reflect-metadata@0.2.2

cat >probe.mjs <<'PROBE'
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import 'reflect-metadata';
import { instanceToInstance, instanceToPlain, plainToInstance, serialize } from 'class-transformer';

// Prints what was seen beside what the head of this file says; a difference makes the script fail.
const see = (what, got, told) => {
  const same = JSON.stringify(got) === JSON.stringify(told);
  console.log(`  ${what}: ${JSON.stringify(got)}${same ? '' : `   <-- not as described: ${JSON.stringify(told)}`}`);
  if (!same) process.exitCode = 1;
};
setTimeout(() => { console.error('no end after 45 seconds'); process.exit(1); }, 45_000).unref();
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
console.log(['node ' + process.versions.node, ...['class-transformer', 'reflect-metadata'].map((name) => `${name} ${version(name)}`)].join(', '));

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
class Lead {
  id = 7;
  pending = [];
  refresh = () => { this.pending.push(fetch(`${server.base}/rest/v1/lead/${this.id}.json`).then((answer) => answer.text())); };
  remove() { this.pending.push(fetch(`${server.base}/rest/v1/leads.json`, { method: 'DELETE' }).then((answer) => answer.text())); }
}
const sentBy = async (act) => {
  const lead = new Lead();
  server.seen.length = 0;
  act(lead);
  await Promise.all(lead.pending);
  return server.seen.map(({ method, url }) => `${method} ${url}`);
};

see('JSON.stringify', await sentBy((lead) => JSON.stringify(lead)), []);
see('structured copy by spread', await sentBy((lead) => ({ ...lead })), []);
see('instanceToPlain', await sentBy((lead) => instanceToPlain(lead)), ['GET /rest/v1/lead/7.json']);
see('instanceToPlain of a list of it', await sentBy((lead) => instanceToPlain([lead])), ['GET /rest/v1/lead/7.json']);
see('instanceToPlain, one level deeper', await sentBy((lead) => instanceToPlain({ page: { lead } })), ['GET /rest/v1/lead/7.json']);
see('instanceToInstance', await sentBy((lead) => instanceToInstance(lead)), ['GET /rest/v1/lead/7.json']);
see('serialize', await sentBy((lead) => serialize(lead)), ['GET /rest/v1/lead/7.json']);
see('plainToInstance', await sentBy((lead) => plainToInstance(Lead, { id: 8, refresh: lead.refresh })), []);
see('what stands in the place of a function', instanceToPlain({ count: () => 3 }), { count: 3 });
server.close();
PROBE
NO_PROXY=127.0.0.1 no_proxy=127.0.0.1 node probe.mjs
