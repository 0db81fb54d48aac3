import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { analyzePaths } from '../../../src/load/analyze-paths.ts';
import { loadModel } from '../../../src/load/model.ts';
import { seeded } from '../../har/mutations.ts';
import { scratchVariable } from '../../kit/scratch.ts';
import { operationOf } from '../../static/random/oracle/claims.ts';
import { describe, Oracle } from '../../static/random/oracle/oracle.ts';
import { pythonProgram } from '../python/program.ts';
import { seedTarget, type Target } from '../target.ts';

const law = 'every request that a random program sends is a live operation, or the role is a lower bound';

const oracle = new Oracle({ isEnabled: () => true, runs: 8 });

const javascript: Target = seedTarget({
  name: 'programs',
  law: `${law} (JavaScript)`,
  endings: ['exact', 'over-approximated', 'open'],
  inTests: 10,
  async judgeSeed(seed) {
    const trial = await oracle.try(seed);
    if (trial.outcome === 'violation') throw new Error(describe(trial));
    return trial.outcome;
  },
});

const model = await loadModel();
const driver = fileURLToPath(new URL('../python/driver.py', import.meta.url));
let folder: string | undefined;

const python: Target = {
  ...seedTarget({
    name: 'python-programs',
    law: `${law} (Python)`,
    endings: ['complete', 'open'],
    inTests: 6,
    async judgeSeed(seed) {
      const text = pythonProgram(seeded(seed));
      const [claimed, sent] = [await claimsOf(text), await sentBy(text)];
      if (claimed.isOpen) return 'open';
      const missed = [...sent].filter((operation) => !claimed.live.has(operation));
      if (missed.length > 0) throw new Error(`sent, and in no complete role: ${missed.join(', ')}\n${text}`);
      return 'complete';
    },
  }),
  // Few programs of this kind are followed to their end.
  rare: ['complete'],
  needs: 'python3',
};

async function claimsOf(text: string) {
  folder ??= mkdtempSync(join(process.env[scratchVariable] ?? tmpdir(), 'rolefit-python-'));
  const home = folder;
  process.once('exit', () => rmSync(home, { recursive: true, force: true })).setMaxListeners(0);
  writeFileSync(join(home, 'main.py'), text);
  const { services, inputs } = await analyzePaths(['.'], { cwd: home, hosts: [], model, merged: true });
  const uses = services.flatMap(({ operations }) => operations.filter(({ reachable }) => reachable));
  const isOpen = services.some(({ role }) => role.status !== 'complete') || inputs.some(({ complete }) => !complete);
  return { live: new Set<string>(uses.map(({ operation }) => operation.id)), isOpen };
}

function sentBy(text: string): Promise<ReadonlySet<string>> {
  return new Promise((done, fail) => {
    const child = execFile('python3', ['-I', driver], { timeout: 60_000 }, (error, stdout) => {
      if (error !== null) return fail(error);
      const requests = JSON.parse(stdout) as readonly string[];
      done(new Set(requests.flatMap((request) => operationOf(request) ?? [])));
    });
    child.stdin?.end(text);
  });
}

export const programs: readonly Target[] = [javascript, python];
