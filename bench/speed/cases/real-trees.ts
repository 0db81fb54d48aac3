import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SpeedCase } from '../contender.ts';
import { analysis, node, search } from '../contenders.ts';
import { integration, integrationOperations, type TreeFile } from '../generate/integration.ts';
import { writeTree } from '../generate/write-tree.ts';
import { oneIntegration } from './one-folder.ts';
import { runCommand } from './run-command.ts';

/** A published package with a registry of many alike, and what makes the integration one of them. */
interface RealTree {
  readonly name: string;
  readonly version: string;
  /** Where the integration is put, from the root of the package. */
  readonly folder: string;
  /** The member of the registry, and the files of the package that name it, as they are with it. */
  readonly plant: (textOf: (path: string) => string) => readonly TreeFile[];
}

/** Installed by the bench, as the registry has them at these versions. */
const trees: readonly RealTree[] = [
  {
    name: 'firebase-tools',
    version: '14.0.0',
    folder: 'lib/marketo',
    plant: (textOf) => [
      ['lib/commands/marketo-sync.js', command],
      [
        'lib/commands/index.js',
        textOf('lib/commands/index.js').replace(
          '    client.apps = {};\n',
          (line) => `    client.marketo = { sync: loadCommand("marketo-sync") };\n${line}`,
        ),
      ],
    ],
  },
  {
    name: 'n8n-nodes-base',
    version: '1.82.0',
    folder: 'dist/nodes/MarketoSync',
    plant: (textOf) => [
      ['dist/nodes/MarketoSync/MarketoSync.node.js', workflowNode],
      ['package.json', withNode(textOf('package.json'))],
    ],
  },
  {
    name: 'ghost',
    version: '5.130.6',
    folder: 'core/server/services/marketo/lib',
    plant: (textOf) => [
      ['core/server/services/marketo/index.js', listener],
      [
        'core/boot.js',
        textOf('core/boot.js')
          .replace(
            "    const slack = require('./server/services/slack');",
            (line) => `${line}\n    const marketo = require('./server/services/marketo');`,
          )
          .replace('        slack.listen(),', (line) => `${line}\n        marketo.listen(),`),
      ],
    ],
  },
  {
    name: 'ccxt',
    version: '4.4.60',
    folder: 'js/src/marketo',
    plant: (textOf) => [
      ['js/src/marketosync.js', exchange],
      [
        'js/ccxt.js',
        textOf('js/ccxt.js')
          .replace(
            "import mercado from './src/mercado.js';",
            (line) => `import marketosync from './src/marketosync.js';\n${line}`,
          )
          .replace("    'mercado': mercado,", (line) => `    'marketosync': marketosync,\n${line}`)
          .replace(' mercado, ', ' marketosync, mercado, '),
      ],
    ],
  },
];

const command = `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.command = void 0;
const command_1 = require("../command");
const job_1 = require("../marketo/job");
exports.command = new command_1.Command("marketo:sync <emails...>")
    .description("sync leads")
    .action(async (emails, options) => {
    await (0, job_1.syncAll)(emails);
});
`;

const workflowNode = `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.MarketoSync = void 0;
const job_1 = require("./job");
class MarketoSync {
    description = { displayName: 'Marketo Sync', name: 'marketoSync', group: ['output'], version: 1, inputs: ['main'], outputs: ['main'], properties: [] };
    async execute() {
        const items = this.getInputData();
        await (0, job_1.syncAll)(items.map((item, i) => this.getNodeParameter('email', i)));
        return [items];
    }
}
exports.MarketoSync = MarketoSync;
`;

/** Whoever emits the event is a service that the boot file starts beside it, and is left out. */
const listener = `const events = require('../../lib/common/events');
const settingsCache = require('../../../shared/settings-cache');
const {syncAll} = require('./lib/job');

async function addMember(model) {
    if (settingsCache.get('marketo_enabled')) {
        await syncAll([model.get('email')]);
    }
}

module.exports = {
    listen() {
        events.on('member.added', addMember);
    }
};
`;

const exchange = `import Exchange from './abstract/mercado.js';
import { syncAll } from './marketo/job.js';
export default class marketosync extends Exchange {
    describe() {
        return this.deepExtend(super.describe(), { 'id': 'marketosync', 'name': 'Marketo', 'rateLimit': 600, 'has': { 'fetchMarkets': true } });
    }
    async fetchMarkets(params = {}) {
        await syncAll(this.safeList(params, 'emails', []));
        return [];
    }
}
`;

function withNode(text: string): string {
  const manifest = JSON.parse(text) as { n8n: { nodes: string[] } };
  manifest.n8n.nodes.push('dist/nodes/MarketoSync/MarketoSync.node.js');
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** One integration among hundreds of neighbours that have nothing to do with Marketo, in code that people wrote. */
export const realTrees: readonly SpeedCase[] = trees.map((tree) => ({
  name: `real-${tree.name}`,
  what: `${tree.name} ${tree.version}, with one integration as a member of its registry`,
  prepare: (setting) => {
    const folder = writeReal(setting.trees, tree);
    const alone = writeTree(setting.trees, 'one-folder', oneIntegration);
    return {
      contenders: [
        node,
        search(folder),
        analysis(setting, alone, integrationOperations, { name: 'alone' }),
        analysis(setting, folder, integrationOperations),
      ],
      limits: [
        { of: 'rolefit', over: ['alone', 'alone', ...Array.from({ length: 5 }, () => 'search')], most: 1 },
        { of: 'rolefit', peakMegabytes: 400 },
      ],
    };
  },
}));

function writeReal(folder: string, { name, version, folder: place, plant }: RealTree): string {
  const packed = join(folder, `packed-${name}-${version}`);
  const root = join(packed, 'package');
  if (!existsSync(root)) {
    mkdirSync(packed, { recursive: true });
    runCommand('npm', ['pack', '--silent', '--ignore-scripts', `${name}@${version}`], packed);
    runCommand('tar', ['-xzf', `${name}-${version}.tgz`], packed);
  }
  return writeTree(folder, `real-${name}-${version}`, function* () {
    const listed = runCommand('find', ['package', '-type', 'f', '(', ...wanted, ')'], packed)
      .trim()
      .split('\n');
    const planted = plant((path) => readFileSync(join(root, path), 'utf8'));
    const replaced = new Set(planted.map(([path]) => path));
    for (const path of listed.map((one) => one.slice('package/'.length))) {
      if (!replaced.has(path)) yield [path, readFileSync(join(root, path), 'utf8')];
    }
    yield* integration(place);
    yield* planted;
  });
}

const wanted = ['*.js', '*.ts', '*.json', '*.md'].flatMap((name, index) => [
  ...(index > 0 ? ['-o'] : []),
  '-name',
  name,
]);
