#!/usr/bin/env bash
# A generator method runs as soon as it is called, if the constructor has called makeAutoObservable.
#
# Guessed:  calling a generator only makes an iterator: nothing of its body runs until someone asks for the first value.
# Instead:  makeAutoObservable(this), a line that names no method, turns every generator method of the class into a
#           flow: the call runs the body at once, through every yield to the end, waiting for the promises that are
#           yielded, and gives a promise back. A program whose only "iteration" is store.load() sends all its requests.
#           An async generator of the same class stays what it is and sends nothing, and so does the generator of a
#           class that names its members (makeObservable) and leaves this one out.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
  mobx@7.1.3

cat >probe.mjs <<'PROBE'
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { makeAutoObservable, makeObservable, observable } from 'mobx';

// Prints what was seen beside what the head of this file says; a difference makes the script fail.
const see = (what, got, told) => {
  const same = JSON.stringify(got) === JSON.stringify(told);
  console.log(`  ${what}: ${JSON.stringify(got)}${same ? '' : `   <-- not as described: ${JSON.stringify(told)}`}`);
  if (!same) process.exitCode = 1;
};
setTimeout(() => { console.error('no end after 45 seconds'); process.exit(1); }, 45_000).unref();
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
console.log(['node ' + process.versions.node, ...['mobx'].map((name) => `${name} ${version(name)}`)].join(', '));

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
const get = (path) => fetch(server.base + path).then((answer) => answer.json());
const body = function* () {
  yield get('/rest/v1/campaigns.json');
  yield get('/rest/v1/lists.json');
};
class Plain { *load() { yield* body(); } }
class Named { done = false; constructor() { makeObservable(this, { done: observable }); } *load() { yield* body(); } }
class Auto { constructor() { makeAutoObservable(this); } *load() { yield* body(); } }
class AutoAsync { constructor() { makeAutoObservable(this); } async *load() { yield get('/rest/v1/campaigns.json'); } }

for (const [Store, told] of [
  [Plain, { then: 'undefined', sent: [] }],
  [Named, { then: 'undefined', sent: [] }],
  [AutoAsync, { then: 'undefined', sent: [] }],
  [Auto, { then: 'function', sent: ['/rest/v1/campaigns.json', '/rest/v1/lists.json'] }],
]) {
  server.seen.length = 0;
  const given = new Store().load();
  await given;
  await new Promise((later) => setTimeout(later, 100));
  see(`new ${Store.name}().load()`, { then: typeof given.then, sent: server.seen.map(({ url }) => url) }, told);
}
server.close();
PROBE
NO_PROXY=127.0.0.1 no_proxy=127.0.0.1 node probe.mjs
