#!/usr/bin/env bash
# send(object) leaves out the toJSON of just the object that is sent, and of no other.
#
# Guessed:  a JSON body is what JSON.stringify makes of the object, so a class decides by toJSON what it shows.
# Instead:  superagent copies the fields of the object into one of its own first, and writes that. The toJSON of the
#           outermost object is never run: fields that it hides are sent, and the envelope that it builds ("input": [...])
#           is missing. Of objects further in, and of the members of a list, toJSON is run. Because of the same copy a
#           second send() adds to the first one instead of replacing it. axios and got run toJSON.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
  superagent@10.4.2 \
  axios@1.21.1 \
  got@14.6.6

cat >probe.mjs <<'PROBE'
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import axios from 'axios';
import got from 'got';
import superagent from 'superagent';

// Prints what was seen beside what the head of this file says; a difference makes the script fail.
const see = (what, got, told) => {
  const same = JSON.stringify(got) === JSON.stringify(told);
  console.log(`  ${what}: ${JSON.stringify(got)}${same ? '' : `   <-- not as described: ${JSON.stringify(told)}`}`);
  if (!same) process.exitCode = 1;
};
setTimeout(() => { console.error('no end after 45 seconds'); process.exit(1); }, 45_000).unref();
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
console.log(['node ' + process.versions.node, ...['superagent', 'axios', 'got'].map((name) => `${name} ${version(name)}`)].join(', '));

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

class Leads {
  token = 'hidden';
  emails = ['a@example.com'];
  toJSON() { return { input: this.emails.map((email) => ({ email })) }; }
}
const server = await serve((req, res) => res.setHeader('content-type', 'application/json').end('{}'));
const url = `${server.base}/rest/v1/leads.json`;
const sentBy = async (act) => {
  server.seen.length = 0;
  await act();
  return server.seen.map(({ body }) => body).join();
};
const meant = '{"input":[{"email":"a@example.com"}]}';

see('axios', await sentBy(() => axios.post(url, new Leads())), meant);
see('got', await sentBy(() => got.post(url, { json: new Leads() })), meant);
see('superagent', await sentBy(() => superagent.post(url).send(new Leads())), '{"token":"hidden","emails":["a@example.com"]}');
see('superagent, one level further in', await sentBy(() => superagent.post(url).send({ page: new Leads() })), `{"page":${meant}}`);
see('superagent, in a list', await sentBy(() => superagent.post(url).send([new Leads()])), `[${meant}]`);
see('superagent, sent twice', await sentBy(() => superagent.post(url).send({ a: 1 }).send({ b: 2 })), '{"a":1,"b":2}');
server.close();
PROBE
NO_PROXY=127.0.0.1 no_proxy=127.0.0.1 node probe.mjs
