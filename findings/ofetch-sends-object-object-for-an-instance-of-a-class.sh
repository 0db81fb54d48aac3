#!/usr/bin/env bash
# The body of a POST is the text "[object Object]" as soon as it is made by a class.
#
# Guessed:  ofetch writes an object body as JSON, that is what it is used for, and an instance of a class is an object.
# Instead:  it looks whether the constructor's name is the word "Object". If not, and there is no toJSON, the object
#           goes to fetch as it is: the server gets "[object Object]" as text/plain, with no error. The same object in a
#           list is JSON again, and a plain object loses its JSON when it has a field named "buffer". axios sends JSON for
#           all of them.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
  ofetch@1.5.1 \
  axios@1.21.1

cat >probe.mjs <<'PROBE'
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import axios from 'axios';
import { ofetch } from 'ofetch';

// Prints what was seen beside what the head of this file says; a difference makes the script fail.
const see = (what, got, told) => {
  const same = JSON.stringify(got) === JSON.stringify(told);
  console.log(`  ${what}: ${JSON.stringify(got)}${same ? '' : `   <-- not as described: ${JSON.stringify(told)}`}`);
  if (!same) process.exitCode = 1;
};
setTimeout(() => { console.error('no end after 45 seconds'); process.exit(1); }, 45_000).unref();
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
console.log(['node ' + process.versions.node, ...['ofetch', 'axios'].map((name) => `${name} ${version(name)}`)].join(', '));

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

class Lead { constructor(email) { this.email = email; } }
class LeadWithToJson extends Lead { toJSON() { return { email: this.email }; } }
const server = await serve((req, res) => res.setHeader('content-type', 'application/json').end('{}'));
const bodies = {
  'a plain object': { email: 'a@example.com' },
  'an instance': new Lead('a@example.com'),
  'an instance in a list': [new Lead('a@example.com')],
  'an instance with toJSON': new LeadWithToJson('a@example.com'),
  'a plain object with a field "buffer"': { buffer: 30 },
};
const lost = 'text/plain;charset=UTF-8 [object Object]';
const json = 'application/json {"email":"a@example.com"}';
const list = 'application/json [{"email":"a@example.com"}]';
const told = { ofetch: [json, lost, list, json, lost], axios: [json, json, list, json, 'application/json {"buffer":30}'] };
const send = {
  ofetch: (body) => ofetch(`${server.base}/rest/v1/leads.json`, { method: 'POST', body }),
  axios: (body) => axios.post(`${server.base}/rest/v1/leads.json`, body),
};
for (const [client, call] of Object.entries(send)) {
  for (const [index, [what, body]] of Object.entries(bodies).entries()) {
    server.seen.length = 0;
    await call(body);
    see(`${client}, ${what}`, server.seen.map((one) => `${one.type} ${one.body}`).join(), told[client][index]);
  }
}
server.close();
PROBE
NO_PROXY=127.0.0.1 no_proxy=127.0.0.1 node probe.mjs
