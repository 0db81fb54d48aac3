import { readdirSync, readFileSync } from 'node:fs';
import { deflateSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { DenialTable, readLog } from '../../../src/denials/index.ts';
import { parseGrant } from '../../../src/grants/index.ts';
import { locateIn } from '../../../src/load/json-place.ts';
import { loadMcpTools } from '../../../src/load/mcp.ts';
import { loadModel } from '../../../src/load/model.ts';
import { parseToolList, unreadableTool } from '../../../src/mcp/index.ts';
import * as logs from '../../access-log/mutations.ts';
import * as grants from '../../grants/mutations.ts';
import { readAll } from '../../har/kit.ts';
import * as hars from '../../har/mutations.ts';
import { refused } from '../refused.ts';
import { diceOf, pick, type Random, type Target } from '../target.ts';

const traffic = new URL('../../../fixtures/traffic/', import.meta.url);
const samples = (folder: string, ending: RegExp): Buffer[] =>
  readdirSync(new URL(folder, traffic))
    .filter((name) => ending.test(name))
    .map((name) => readFileSync(new URL(`${folder}/${name}`, traffic)));

const model = await loadModel();
const tools = await loadMcpTools(model.rules);

/** Of what other programs wrote the small ones, for each is read twice. */
const producers = samples('producers', /\.har$/).filter(({ length }) => length < 20_000);

const har: Target = {
  name: 'har',
  law: 'a damaged recording gives what JSON.parse reads of it, or is incomplete, or is one input error',
  endings: ['whole', 'incomplete', 'input-error'],
  inTests: 200,
  canShrink: true,
  make: (random) => hars.mutate(pick([...hars.originals, ...hars.originals, ...producers], random), random),
  judge: (input) => hars.readMutation(input, diceOf(input)),
};

const plain = hars.originals[0] ?? Buffer.alloc(0);
const packed: readonly Buffer[] = [
  gzipSync(plain),
  Buffer.concat([gzipSync(plain.subarray(0, 400)), gzipSync(plain.subarray(400))]),
  deflateSync(plain),
  ...[0, 9].map((level) =>
    Buffer.from(zipSync({ 'har.har': plain, 'a.json': Buffer.from('{}') }, { level: level === 0 ? 0 : 9 })),
  ),
  ...samples('producers', /zip$/),
  ...samples('producers', /zhar$/),
];

const archive: Target = {
  name: 'archive',
  law: 'a damaged archive gives no more than it held, or is one input error',
  endings: ['whole', 'incomplete', 'input-error'],
  inTests: 300,
  canShrink: true,
  make: (random) => hars.mutate(pick(packed, random), random),
  async judge(input) {
    const result = await readAll(input, { size: 1 + (input.length % 1_000) }).catch((error: unknown) => error);
    if (result instanceof Error) return refused(result);
    const { summary, exchanges } = result as Awaited<ReturnType<typeof readAll>>;
    if (exchanges.length !== summary.taken) throw new Error('an entry was not counted, or twice');
    return summary.complete ? 'whole' : 'incomplete';
  },
};

const log: Target = {
  name: 'log',
  law: 'a damaged log of any format ends in calls or in one input error, and no call is lost without a word',
  endings: ['whole', 'incomplete', 'input-error'],
  inTests: 300,
  canShrink: true,
  make: (random) => hars.mutate(pick(logs.originals, random), random),
  judge: (input) => logs.readMutation(input, diceOf(input)),
};

const denied = samples('denials', /\.(?:har|log|txt)$/);
const denialLines = [...logs.originals.filter(({ length }) => length < 5_000), ...denied];

const denials: Target = {
  name: 'denials',
  law: 'of whatever is pasted as a denied call, each call is one of the text, and has operations of the rules alone',
  endings: ['calls', 'nothing'],
  inTests: 120,
  canShrink: true,
  make: (random) =>
    Buffer.concat([
      hars.mutate(pick(denialLines, random), random),
      Buffer.from(pick([' 603\n', '{"code":"603"}', '\nerror 1008: x', ''], random)),
    ]),
  judge(input) {
    const text = input.toString('utf8');
    const table = new DenialTable(model.rules);
    const calls = readLog(text);
    for (const call of calls) table.addFailed(call);
    const rows = table.rows({ graph: model.permissions });
    const known = new Set(model.rules.operations.map(({ id }) => id));
    const invented = rows.flatMap(({ operations }) => operations).filter(({ operation }) => !known.has(operation.id));
    if (invented.length > 0) throw new Error('an operation that the rules do not know');
    return calls.length === 0 ? 'nothing' : 'calls';
  },
};

const grant: Target = {
  name: 'grant',
  law: 'a damaged grant of any layout ends in permissions that there are, or in one input error',
  endings: ['grant', 'input-error'],
  inTests: 300,
  canShrink: true,
  make: (random) => hars.mutate(pick(grants.originals, random).bytes, random),
  judge(input) {
    try {
      return grants.readMutation('grant', input);
    } catch (error) {
      return refused(error);
    }
  },
};

/** Names as a person writes them, each on a line of its own: what such a list grants can be told without a parser. */
const names = model.permissions.permissions.map(({ name }) => name);
const noise = ['# later', '', '   ', 'No such permission', '[ ] Read-Only Lead', '☐ Approve Assets', '"', ','];

const grantList: Target = {
  name: 'grant-list',
  law: 'a list of permissions grants the ticked names of it and nothing else',
  endings: ['grant', 'input-error'],
  inTests: 300,
  canShrink: false,
  make: (random) => Buffer.from(Array.from({ length: Math.floor(random() * 8) }, () => listLine(random)).join('\n')),
  judge(input) {
    const text = input.toString('utf8');
    const lines = text.split('\n').map((line) => line.replace(/^(?:[-*•] |\[x\] |\t)/i, ''));
    const expected = names.filter((name) => lines.includes(name)).toSorted();
    try {
      const { permissions, groups } = parseGrant(text, { file: 'list', roles: [] }, model.permissions);
      if (groups.length === 0 && JSON.stringify([...permissions].toSorted()) !== JSON.stringify(expected))
        throw new Error(`${permissions} instead of ${expected}`);
      return 'grant';
    } catch (error) {
      if (expected.length > 0) throw error;
      return refused(error);
    }
  },
};

function listLine(random: Random): string {
  if (random() < 0.3) return pick(noise, random);
  return `${pick(['', '', '- ', '* ', '• ', '[x] ', '\t'], random)}${pick(names, random)}`;
}

const toolLists = [
  ...samples('mcp', /^(?:tools|client).*\.(?:json|txt)$/),
  Buffer.from('browse_forms\n- `approve_form`\n# no\nmcp__m__clone_form\n*\n'),
];

const mcpList: Target = {
  name: 'mcp-list',
  law: 'a damaged list of tools ends in names of tools or in one input error, and nothing else of it leaves',
  endings: ['tools', 'input-error'],
  inTests: 300,
  canShrink: true,
  make: (random) => hars.mutate(pick(toolLists, random), random),
  judge(input) {
    const text = input.toString('utf8');
    try {
      const found = parseToolList(text, 'tools', locateIn('tools', text), tools);
      const lines = text.split(/\r\n|\r|\n/).length;
      for (const { name, line } of found) {
        if (name !== unreadableTool && !/^[A-Za-z][\w.-]{0,100}$/.test(name)) throw new Error(`${name} is no tool`);
        if (line > lines) throw new Error(`line ${line} of ${lines}`);
      }
      return 'tools';
    } catch (error) {
      return refused(error);
    }
  },
};

export const readers: readonly Target[] = [har, archive, log, denials, grant, grantList, mcpList];
