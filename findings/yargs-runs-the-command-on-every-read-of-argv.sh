#!/usr/bin/env bash
# Reading a property runs the handler of a command, and copying the object does too.
#
# Guessed:  yargs(...).argv holds what was parsed. Reading it a second time gives the same object.
# Instead:  argv is a getter that parses anew: each read runs the handler of the command that was asked for. As it is an
#           enumerable one, { ...cli }, Object.assign({}, cli) and JSON.stringify(cli) run the handler as well, and
#           parse() followed by .argv runs it twice. Without any of these nothing runs at all.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact \
  yargs@18.2.0

cat >probe.mjs <<'PROBE'
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { inspect } from 'node:util';
import yargs from 'yargs';

// Prints what was seen beside what the head of this file says; a difference makes the script fail.
const see = (what, got, told) => {
  const same = JSON.stringify(got) === JSON.stringify(told);
  console.log(`  ${what}: ${JSON.stringify(got)}${same ? '' : `   <-- not as described: ${JSON.stringify(told)}`}`);
  if (!same) process.exitCode = 1;
};
setTimeout(() => { console.error('no end after 45 seconds'); process.exit(1); }, 45_000).unref();
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
console.log(['node ' + process.versions.node, ...['yargs'].map((name) => `${name} ${version(name)}`)].join(', '));

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
const runsOf = async (use) => {
  const pending = [];
  server.seen.length = 0;
  use(yargs(['sync']).exitProcess(false).command('sync', 'sends the leads', () => {}, () => {
    pending.push(fetch(`${server.base}/rest/v1/leads.json`, { method: 'POST' }).then((answer) => answer.text()));
  }));
  await Promise.all(pending);
  return server.seen.length;
};

see('requests when the command is only declared', await runsOf(() => {}), 0);
see('cli.argv', await runsOf((cli) => cli.argv), 1);
see('cli.argv read twice', await runsOf((cli) => [cli.argv.a, cli.argv.b]), 2);
see('cli.parse(), then cli.argv', await runsOf((cli) => [cli.parse(), cli.argv]), 2);
see('{ ...cli }', await runsOf((cli) => ({ ...cli })), 1);
see('Object.assign({}, cli)', await runsOf((cli) => Object.assign({}, cli)), 1);
see('JSON.stringify(cli)', await runsOf((cli) => JSON.stringify(cli)), 1);
see('inspect(cli)', await runsOf((cli) => inspect(cli)), 0);
server.close();
PROBE
NO_PROXY=127.0.0.1 no_proxy=127.0.0.1 node probe.mjs
