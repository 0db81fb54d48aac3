import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expectGolden } from '../kit/golden.ts';
import { installPackage } from '../kit/installed.ts';
import { hasTmux, openPane, type Pane } from '../kit/tmux.ts';

const crash = fileURLToPath(new URL('./crash.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');

const program = {
  'src/main.ts': [
    "const host = 'https://571-kqx-902.mktorest.com';",
    'const get = (path: string) => fetch(host + path);',
    "await get('/rest/v1/lists.json');",
    'export const read = (name: string) => get(`/rest/v1/lists/7/${name}.json`);',
  ].join('\n'),
  'src/mail.ts': [
    "const host = 'https://571-kqx-902.mktorest.com';",
    'await fetch(`${host}/rest/asset/v1/emails.json`);',
    "await fetch(`${host}/rest/asset/v1/email/7/approveDraft.json`, { method: 'POST' });",
  ].join('\n'),
  'package.json': '{"name":"walk","main":"src/main.ts","bin":"src/mail.ts"}',
};

let folder = '';
let main = '';
let pane: Pane | undefined;
beforeAll(async () => {
  main = (await installPackage()).program;
  folder = await realpath(await mkdtemp(join(tmpdir(), 'rolefit-explore-')));
  await mkdir(join(folder, 'src'));
  for (const [name, text] of Object.entries(program)) await writeFile(join(folder, name), text);
  await writeFile(join(folder, 'editor.sh'), '#!/bin/sh\necho "$@" > edited.txt\n', { mode: 0o755 });
});
afterEach(() => {
  pane?.close();
  pane = undefined;
});
afterAll(() => rm(folder, { recursive: true }));

/** The explorer over the small program, as somebody starts it who has never seen it. */
async function start(size = { columns: 80, rows: 24 }, options = ''): Promise<Pane> {
  const opened = openPane(size, { EDITOR: join(folder, 'editor.sh'), MAIN: main, NODE: process.execPath });
  pane = opened;
  opened.type(`cd '${folder}'; clear; echo before; "$NODE" "$MAIN" explore src --quiet ${options}; echo "code $?"`);
  opened.keys('Enter');
  await opened.waitFor(/row 1 of/i);
  return opened;
}

/** What must be true of a terminal that somebody goes on to work in. */
function expectRestored(opened: Pane): void {
  expect(opened.ask('#{alternate_on} #{cursor_flag}')).toBe('0 1');
  expect(opened.screen()).toMatch(/^before$/m);
}

describe.skipIf(!hasTmux)('in a real terminal (skipped without tmux)', () => {
  test('somebody new finds why, what without one file, and how to annotate, by the keys on the screen', async () => {
    const opened = await start();
    const walk = [await opened.waitFor('Enter why')];

    // Why is Approve Assets needed?
    opened.keys('Down', 'Enter');
    await opened.waitFor('scroll');
    walk.push(opened.screen());
    opened.keys('Escape');
    await opened.waitFor('→ unfold');
    opened.keys('Right');
    await opened.waitFor('approveDraft.json  1 call');

    // What would the role be without src/mail.ts?
    opened.keys('2');
    await opened.waitFor('[2 Files]');
    opened.keys('Space');
    walk.push(await opened.waitFor('What if: '));

    // What to write beside the call that could not be followed?
    opened.keys('3');
    await opened.waitFor('[3 Open calls (1)]');
    walk.push(opened.screen());
    opened.keys('Right', 'Down', 'y');
    walk.push(await opened.waitFor('Copied the comment'));

    expectGolden(`${walk.join(`\n${'='.repeat(80)}\n`)}\n`, new URL('./golden/walk.txt', import.meta.url));

    opened.keys('q');
    await opened.waitFor('code 0');
    expectRestored(opened);
  });

  test('the editor gets the file and the line, and the screen comes back', async () => {
    const opened = await start();
    opened.keys('2');
    await opened.waitFor('[2 Files]');
    opened.keys('Down', 'Down', 'o');
    await expect
      .poll(() => readFile(join(folder, 'edited.txt'), 'utf8').catch(() => ''), { timeout: 10_000 })
      .toMatch(/src\/mail\.ts\n$/);
    await opened.waitFor('row 3 of');
    opened.keys('?');
    await opened.waitFor('next row, or next line of the details');
  });

  test('a new size is drawn anew', async () => {
    const opened = await start();
    opened.resize(140, 40);
    expect(await opened.waitFor(' │ ')).toContain('rolefit  service');
    opened.resize(60, 15);
    await opened.waitFor(/^─{60}$/m);
    expect(opened.screen().split('\n')[0]).toContain('rolefit  service');
  });

  test.each([
    ['Ctrl+C', (opened: Pane) => opened.keys('C-c'), 'code 0'],
    ['SIGTERM', (opened: Pane) => kill(opened, 'TERM'), 'code 143'],
    ['SIGHUP', (opened: Pane) => kill(opened, 'HUP'), 'code 129'],
  ])('%s leaves the terminal as it was', async (_name, end, code) => {
    const opened = await start();
    end(opened);
    await opened.waitFor(code);
    expectRestored(opened);
    opened.type('stty -a | tr ";" "\\n" | grep -c -w -e "icanon" -e "-icanon"; stty -a | grep -c -e "-icanon"');
    opened.keys('Enter');
    await opened.waitFor(/^1\n0$/m);
  });

  test('a crash of the screen leaves the terminal as it was, and its message can be read', async () => {
    const opened = openPane({ columns: 80, rows: 24 }, { TSX: tsx, NODE: process.execPath, CRASH: crash });
    pane = opened;
    opened.type('clear; echo before; "$NODE" --import "$TSX" "$CRASH"; echo "code $?"');
    opened.keys('Enter');
    await opened.waitFor('row 1 of');
    opened.keys('j', 'j', 'j', 'j');
    expect(await opened.waitFor('code 1')).toContain('the view broke');
    expectRestored(opened);
  });

  test('read out: words, on the screen that stays', async () => {
    const opened = await start({ columns: 80, rows: 24 }, '--screen-reader');
    expect(opened.screen()).toMatch(/^Row 1 of \d+, level 1, unfolded\. Permissions, /m);
    expect(opened.ask('#{alternate_on}')).toBe('0');
  });
});

function kill(opened: Pane, signal: string): void {
  const shell = opened.ask('#{pane_pid}');
  execFileSync('sh', ['-c', `kill -${signal} $(ps -o pid= --ppid ${shell})`]);
}
