import { describe, expect, test } from 'vitest';
import { loadSinkRules } from '../../../src/load/clients.ts';
import { loadModel } from '../../../src/load/model.ts';
import { hostFamily } from '../../../src/rules/marketo-hosts.ts';
import { createMatcher } from '../../../src/rules/match.ts';
import { createRecogniseText } from '../../../src/rules/texts/recognise-text.ts';
import { analyzeSources } from '../../../src/static/index.ts';

const sinks = await loadSinkRules();
const { rules } = await loadModel();
const matcher = createMatcher(rules);
const recognise = createRecogniseText(rules, matcher);

const send = (name: string) => `fetch('https://999-QQQ-111.mktorest.com/rest/v1/${name}.json')`;

/** Which of the named calls are live, in a program that begins at main.js, with another module that nothing imports. */
function live(main: string, path: string, text: string, packages: readonly string[] = [], more: object = {}): string {
  const { calls } = analyzeSources({
    files: new Map(Object.entries({ 'main.js': main, [path]: text, ...more })),
    resolve: (name) => ({ kind: 'external', name }),
    entries: ['main.js', path],
    placed: new Map([[path, { path, packages }]]),
    sinks,
    matcher,
    hostFamily: (host) => hostFamily(host, []),
    recognise,
  });
  const found = calls.filter(({ reachable }) => reachable).map(({ path: parts }) => parts.join('').slice(9, -5));
  return [...new Set(found)].sort().join(' ');
}

const job = `export default () => ${send('leads')};\nexport const task = () => ${send('lists')};
export const other = () => ${send('campaigns')};\n${send('companies')};`;
const whole = 'campaigns companies leads lists';

describe('a module that the program tells a framework of', () => {
  test.each([
    `new Worker('q', './jobs/sync.js', {});`,
    `new Worker('q', new URL('./jobs/sync.js', import.meta.url));`,
    `new Worker('q', join(__dirname, 'jobs', 'sync.js'));`,
    `new Worker('q', __dirname + '/jobs/sync.js');`,
    'new Worker("q", `${here}/jobs/sync.js`);',
    `const file = fileURLToPath(new URL('jobs/sync.js', import.meta.url)); new Worker('q', file);`,
    `new Worker('q', require.resolve('./dist/jobs/sync'));`,
  ])('gives away what that takes: %s', (code) => {
    expect(live(`import { Worker } from 'bullmq';\n${code}`, 'jobs/sync.js', job)).toBe('companies leads');
  });

  test.each([
    `new Worker('jobs/sync', './jobs/run.js');`,
    ...[
      `run('./jobs/sync.js');`,
      `run('./jobs/*.js');`,
      `run(join(here, 'jobs'));`,
      `run(join(here, 'jobs', file));`,
      'run(`${here}/jobs/${file}`);',
      `lambda({ code: 'src', handler: 'sync.other' });`,
      `cron({ job: 'packages/a/jobs/sync.other' });`,
      `exec('node -e "require(\\'./jobs/sync\\').other()"');`,
    ].map((code) => `new Worker('q', './jobs/sync.js'); ${code}`),
    `new Worker('q', join(base, 'sync.js'));`,
    "new Worker('q', './jobs/' + name + '.js');",
    `new Other('q', './jobs/sync.js');`,
    `function f(Worker) { new Worker('q', './jobs/sync.js'); } f(Other);`,
  ])('gives away everything where it is not sure what takes it: %s', (code) => {
    expect(live(`import { Worker } from 'bullmq';\nimport { Other } from 'other';\n${code}`, 'jobs/sync.js', job)).toBe(
      whole,
    );
  });

  test('is the nearer one where two end alike, or none', () => {
    const main = `import { Worker } from 'bullmq'; new Worker('q', './sync.js');`;
    expect(live(main, 'sync.js', job, [], { 'other/sync.js': '' })).toBe('companies leads');
    expect(live(main, 'jobs/sync.js', job, [], { 'other/sync.js': '' })).toBe(whole);
    expect(live(main, 'jobs/sync.js', job)).toBe(whole);
  });

  test('under a property, at an argument, by a glob and by its folder', () => {
    const config = `import { defineConfig } from 'vitest/config';
      export default defineConfig({ test: { setupFiles: ['./jobs/sync.js'] } });`;
    expect(live(config, 'jobs/sync.js', job)).toBe('companies');
    expect(
      live(`import cron from 'node-cron'; cron.schedule('* * * * *', './jobs/sync.js');`, 'jobs/sync.js', job),
    ).toBe('companies lists');
    const glob = `const box = require('awilix').createContainer(); box.loadModules(['jobs/*.js'], { cwd: __dirname });
      module.exports = { box };`;
    const service = `module.exports = class { constructor() { ${send('leads')}; } spare() { ${send('lists')}; } };`;
    expect(live(glob, 'jobs/sync.js', service, ['awilix'])).toBe('leads');
    expect(live(glob, 'jobs/sync.js', service, ['other'])).toBe('leads lists');
    const more = `import { RESOLVER } from 'awilix'; export default () => 1; export const spare = () => ${send('lists')};
      spare[RESOLVER] = {};`;
    expect(live(glob, 'jobs/sync.js', more, ['awilix'])).toBe('lists');
    const twice = `${glob}\nloadRoutes('jobs/**/*.js');`;
    expect(live(twice, 'jobs/sync.js', service, ['awilix'])).toBe('leads lists');
    expect(live(glob, 'tasks/sync.js', service, ['awilix'])).toBe('leads lists');
  });
});
